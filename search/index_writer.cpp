// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index_writer.h"

#include <string>
#include <utility>

#include "search/index_format.h"
#include "search/index_reader.h"
#include "search/xapian_error.h"

namespace muniment::search {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

constexpr std::chrono::milliseconds patience{10'000};

/// Measured: larger parts leave the processor's cache and are slower.
constexpr int most_changes = 500;

constexpr std::string_view writing = "write the search index";

Result<Xapian::WritableDatabase> open_database(const std::filesystem::path& folder) {
    const bool absent = is_absent(folder);
    return guarded("open the search index", [&]() -> Result<Xapian::WritableDatabase> {
        Xapian::WritableDatabase database(folder.string(),
                                          absent ? Xapian::DB_CREATE_OR_OPEN : Xapian::DB_OPEN);
        if (absent) {
            database.set_metadata(schema_key, schema_version);
            database.set_metadata(applied_key, "0");
            database.commit();
        }
        return database;
    });
}

}  // namespace

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& folder,
                                      std::optional<std::uint64_t> expected) {
    MUNIMENT_TRY(auto lock, WriterLock::take(folder, patience));
    MUNIMENT_TRY(auto database, open_database(folder));
    return guarded(writing, [&]() -> Result<IndexWriter> {
        MUNIMENT_TRY(const auto applied, applied_in(database));
        if (expected && applied != *expected)
            return fail(ErrorCode::unavailable,
                        "another process has just brought the search index to another state",
                        "Try again.");
        database.begin_transaction(true);
        return IndexWriter(std::move(lock), std::move(database));
    });
}

Status IndexWriter::put(const core::SearchableRevision& revision, Indexer& indexer) {
    return guarded(writing, [&]() -> Status {
        database_.replace_document(unique_term(revision.id, revision.revision),
                                   indexer.document_of(revision));
        flush_long_batch();
        return {};
    });
}

Status IndexWriter::remove(const core::Identifier& id, const core::RevisionLabel& revision) {
    return guarded(writing, [&]() -> Status {
        database_.delete_document(unique_term(id, revision));
        flush_long_batch();
        return {};
    });
}

void IndexWriter::flush_long_batch() {
    if (++changes_ < most_changes) return;
    database_.commit_transaction();
    database_.begin_transaction(true);
    changes_ = 0;
}

Status IndexWriter::commit(std::uint64_t sequence) {
    return guarded(writing, [&]() -> Status {
        database_.set_metadata(applied_key, std::to_string(sequence));
        database_.commit_transaction();
        return {};
    });
}

}  // namespace muniment::search
