// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/stored_commit.h"

#include <algorithm>

#include "storage/content_digest.h"
#include "storage/digest.h"
#include "storage/register_layout.h"

namespace muniment::storage {
namespace {

using core::Digest;
using core::ErrorCode;
using core::fail;
using core::File;
using core::Files;
using core::ObjectId;
using core::Result;
using core::Status;

/// Trees of documents hold a folder of attachments, which may hold folders: not an abyss.
constexpr int deepest_folder = 32;

/// One tree of a few bytes can name another again and again. No revision has so many files, nor so
/// many bytes: policy allows 1 GiB at most.
constexpr std::size_t most_files = 10'000;
constexpr std::size_t most_bytes = 1024UL * 1024 * 1024;

/// Reads the files below one tree.
struct FileCollector {
    const ObjectStore& store;
    bool files_alone;  ///< whether it is a fault that anything else stands there
    Files files;
    std::size_t entries_seen = 0;
    std::size_t bytes_read = 0;

    Status check_size() const {
        if (entries_seen <= most_files && bytes_read <= most_bytes) return {};
        return fail(ErrorCode::data_corrupt,
                    "a revision has more than 10,000 files or 1 GiB, which Muniment never stores");
    }

    Status collect(const ObjectId& tree, const std::string& prefix, int depth) {
        MUNIMENT_TRY(const auto entries, store.read_tree(tree));
        if (depth > deepest_folder || (files_alone && entries.empty())) {
            return fail(ErrorCode::data_corrupt, "the folder '" + prefix + "' is " +
                                                     (entries.empty() ? "empty" : "too deep"));
        }
        entries_seen += entries.size();
        MUNIMENT_CHECK(check_size());
        for (const auto& entry : entries) {
            const std::string path = prefix + entry.name;
            if (entry.kind == EntryKind::folder) {
                MUNIMENT_CHECK(collect(entry.id, path + "/", depth + 1));
            } else if (entry.kind == EntryKind::file) {
                MUNIMENT_TRY(auto bytes, store.read_blob(entry.id));
                bytes_read += bytes.size();
                MUNIMENT_CHECK(check_size());
                files.push_back({path, std::move(bytes)});
            } else if (files_alone) {
                return fail(ErrorCode::data_corrupt, "'" + path + "' is not a file");
            }
        }
        return {};
    }
};

Result<Files> collected(FileCollector collector, const ObjectId& tree) {
    MUNIMENT_CHECK(collector.collect(tree, "", 0));
    std::sort(collector.files.begin(), collector.files.end(),
              [](const File& one, const File& other) { return one.path < other.path; });
    return std::move(collector.files);
}

bool needs_metadata(const core::Event& event) {
    return !event.subject.is_person() && (core::rule_of(event.kind).brings_content ||
                                          event.kind == core::EventKind::library_accepted);
}

Result<core::Metadata> metadata_in(const ObjectStore& store, const ObjectId& tree,
                                   const core::Identifier& id) {
    MUNIMENT_TRY(const auto entries, store.read_tree(tree));
    const std::string name = core::metadata_path(id);
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const TreeEntry& entry) { return entry.name == name; });
    if (found == entries.end()) {
        return fail(ErrorCode::data_corrupt, "a revision of " + id.text() + " has no " + name);
    }
    MUNIMENT_TRY(const auto text, store.read_blob(found->id));
    return core::parse_metadata(text);
}

}  // namespace

Result<StoredCommit> read_stored_commit(const ObjectStore& store, const ObjectId& id) {
    MUNIMENT_TRY(const auto bytes, store.read_commit(id));
    auto commit = parse_raw_commit(bytes);
    if (!commit) {
        return fail(ErrorCode::data_corrupt, "commit " + id.hex() + ": " + commit.error().message);
    }
    return StoredCommit{std::move(*commit), sha256(bytes)};
}

Ident ident_of(const core::PersonId& person, std::string_view name, core::Instant time) {
    return {ident_name(name, person.text()), person.text() + "@muniment", time};
}

Result<WrittenCommit> write_stored_commit(ObjectStore& store, const RawCommit& commit) {
    MUNIMENT_TRY(const auto bytes, render(commit));
    MUNIMENT_TRY(auto id, store.write_commit(commit));
    return WrittenCommit{std::move(id), sha256(bytes)};
}

Result<Files> read_files(const ObjectStore& store, const ObjectId& tree) {
    return collected({store, false, {}}, tree);
}

Result<Files> read_subject_files(const ObjectStore& store, const ObjectId& tree) {
    return collected({store, true, {}}, tree);
}

Result<Digest> digest_of(const Files& files) {
    FileDigests digests;
    for (const auto& file : files) digests.emplace(file.path, sha256(file.bytes));
    return content_digest(digests);
}

Result<core::RecordedSubject> recorded_subject(const ObjectStore& store, const ObjectId& id,
                                               const StoredCommit& stored) {
    core::RecordedSubject subject;
    auto event = parse_event(stored.commit.message);
    if (!event) {
        return fail(ErrorCode::data_corrupt, "commit " + id.hex() + ": " + event.error().message);
    }
    subject.event = std::move(*event);
    subject.commit = id;
    subject.tree = stored.commit.tree;
    subject.time = stored.commit.committer.time;
    if (needs_metadata(subject.event)) {
        MUNIMENT_TRY(subject.event.metadata,
                     metadata_in(store, subject.tree, subject.event.subject.document()));
    }
    return subject;
}

}  // namespace muniment::storage
