// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include <xapian.h>

#include "core/ports/search_index.h"
#include "search/indexer.h"
#include "search/writer_lock.h"

namespace muniment::search {

/// One batch of changes, from its first to its commit; holds the writer's lock meanwhile. What was
/// not committed when it ends is given up, except for the parts of a long batch that were flushed
/// to keep memory bounded: those are newer than the sequence number says, never older, and come
/// again when the batch is repeated.
class IndexWriter {
  public:
    /// Makes the index if there is none. unavailable when somebody else writes, or has written
    /// since the caller read `expected`; data_corrupt as open_index.
    [[nodiscard]] static core::Result<IndexWriter> open(const std::filesystem::path& folder,
                                                        std::optional<std::uint64_t> expected);

    [[nodiscard]] core::Status put(const core::SearchableRevision& revision, Indexer& indexer);
    [[nodiscard]] core::Status remove(const core::Identifier& id,
                                      const core::RevisionLabel& revision);
    /// Durable on return.
    [[nodiscard]] core::Status commit(std::uint64_t sequence);

  private:
    IndexWriter(WriterLock lock, Xapian::WritableDatabase database)
        : lock_(std::move(lock)), database_(std::move(database)) {}
    void flush_long_batch();

    WriterLock lock_;  // outlives the database
    Xapian::WritableDatabase database_;
    int changes_ = 0;
};

}  // namespace muniment::search
