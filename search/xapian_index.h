// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/ports/search_index.h"

namespace muniment::search {

/// The search index in a Xapian database, a folder made when it is first written. Several objects
/// and processes may read and write it: one writes at a time, from its first change to its commit;
/// the others wait up to ten seconds, then get unavailable. So does one that would write although
/// the index is no longer as its `applied` said: it reads `applied` again. Readers see what was
/// committed last, and of a batch above 500 changes what was flushed meanwhile. A commit is
/// durable. Searching before anything was committed is data_corrupt, never an empty answer.
/// Errors as the port says. Not thread-safe: one object for each thread.
class XapianIndex final : public core::SearchIndex {
  public:
    explicit XapianIndex(std::filesystem::path folder);
    ~XapianIndex() override;
    XapianIndex(const XapianIndex&) = delete;
    XapianIndex& operator=(const XapianIndex&) = delete;

    /// 0 when there is no index yet.
    [[nodiscard]] core::Result<std::uint64_t> applied() override;
    [[nodiscard]] core::Status put(const core::SearchableRevision& revision) override;
    [[nodiscard]] core::Status remove(const core::Identifier& id,
                                      const core::RevisionLabel& revision) override;
    [[nodiscard]] core::Status commit(std::uint64_t sequence) override;
    /// Deletes the folder, whatever is in it.
    [[nodiscard]] core::Status clear() override;
    [[nodiscard]] core::Result<core::SearchAnswer> search(const core::SearchQuery& query) override;

  private:
    struct Tools;
    [[nodiscard]] core::Status begin_writing();
    /// Gives the batch up when it failed: what a failed call left behind is not to be committed.
    [[nodiscard]] core::Status finished(core::Status status);

    std::filesystem::path folder_;
    std::optional<std::uint64_t> seen_;  ///< what `applied` or the own last commit said
    std::unique_ptr<Tools> tools_;
};

}  // namespace muniment::search
