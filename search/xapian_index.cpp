// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/xapian_index.h"

#include <system_error>
#include <utility>

#include "search/index_reader.h"
#include "search/index_writer.h"
#include "search/indexer.h"
#include "search/xapian_error.h"

namespace muniment::search {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

constexpr std::chrono::milliseconds patience{10'000};

}  // namespace

/// Kept apart so that only this folder sees Xapian.
struct XapianIndex::Tools {
    Indexer indexer;
    WordFormCache forms;
    std::optional<IndexWriter> writer;
};

XapianIndex::XapianIndex(std::filesystem::path folder)
    : folder_(std::move(folder)), tools_(std::make_unique<Tools>()) {}

XapianIndex::~XapianIndex() = default;

Result<std::uint64_t> XapianIndex::applied() {
    if (is_absent(folder_)) {
        seen_ = 0;
        return 0;
    }
    MUNIMENT_TRY(const auto database, open_index(folder_));
    MUNIMENT_TRY(seen_, guarded("read the search index", [&] { return applied_in(database); }));
    return *seen_;
}

Status XapianIndex::begin_writing() {
    if (tools_->writer) return {};
    MUNIMENT_TRY(auto writer, IndexWriter::open(folder_, seen_));
    tools_->writer.emplace(std::move(writer));
    return {};
}

Status XapianIndex::finished(Status status) {
    if (!status) tools_->writer.reset();
    return status;
}

Status XapianIndex::put(const core::SearchableRevision& revision) {
    MUNIMENT_CHECK(begin_writing());
    return finished(tools_->writer->put(revision, tools_->indexer));
}

Status XapianIndex::remove(const core::Identifier& id, const core::RevisionLabel& revision) {
    MUNIMENT_CHECK(begin_writing());
    return finished(tools_->writer->remove(id, revision));
}

Status XapianIndex::commit(std::uint64_t sequence) {
    MUNIMENT_CHECK(begin_writing());
    MUNIMENT_CHECK(finished(tools_->writer->commit(sequence)));
    tools_->writer.reset();
    seen_ = sequence;
    return {};
}

Status XapianIndex::clear() {
    tools_->writer.reset();
    MUNIMENT_TRY(const auto lock, WriterLock::take(folder_, patience));
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
    if (error)
        return fail(ErrorCode::unavailable, "cannot delete the search index: " + error.message(),
                    "Check the rights on the folder " + folder_.string() + ".");
    seen_ = 0;
    return {};
}

Result<core::SearchAnswer> XapianIndex::search(const core::SearchQuery& query) {
    const auto attempt = [&]() -> Result<core::SearchAnswer> {
        MUNIMENT_TRY(const auto database, open_index(folder_));
        return answer(database, query, tools_->forms);
    };
    return guarded("search the index", [&]() -> Result<core::SearchAnswer> {
        try {
            return attempt();
        } catch (const Xapian::DatabaseModifiedError&) {
            // Two commits came while this search ran; the next one starts from the newest.
            return attempt();
        }
    });
}

}  // namespace muniment::search
