// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/git_register_reader.h"

#include <algorithm>

#include "core/numbering.h"
#include "storage/allowed_signers.h"
#include "storage/event_codec.h"
#include "storage/main_reference.h"
#include "storage/register_layout.h"
#include "storage/register_tree.h"
#include "storage/stored_commit.h"
#include "storage/tree_change.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;
using core::fail;
using core::ObjectId;
using core::Result;
using core::Status;

struct RegisterCommit {
    StoredCommit stored;
    RegisterMessage message;
};

Result<RegisterCommit> read_register_commit(const ObjectStore& store, const ObjectId& id) {
    RegisterCommit commit;
    MUNIMENT_TRY(commit.stored, read_stored_commit(store, id));
    auto message = parse_register_message(commit.stored.commit.message);
    if (!message) {
        return fail(message.error().code, "commit " + id.hex() + ": " + message.error().message,
                    message.error().hint);
    }
    commit.message = std::move(*message);
    return commit;
}

/// The register commit before this one; none for the first.
ObjectId previous(const RegisterCommit& commit) {
    const bool first = commit.message.sequence == 1 || commit.stored.commit.parents.empty();
    return first ? ObjectId() : commit.stored.commit.parents.front();
}

/// Folders whose names are numbers, the largest first.
std::vector<TreeEntry> numbered_folders(std::vector<TreeEntry> entries) {
    const auto number = [](const TreeEntry& entry) {
        const bool digits = entry.kind == EntryKind::folder && entry.name.size() <= 18 &&
                            entry.name.find_first_not_of("0123456789") == std::string::npos;
        return digits ? std::stoll(entry.name) : -1;
    };
    std::sort(entries.begin(), entries.end(),
              [&](const auto& one, const auto& other) { return number(one) > number(other); });
    const auto end = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return number(entry) < 0; });
    entries.erase(end, entries.end());
    return entries;
}

std::uint64_t highest_in(const std::vector<TreeEntry>& documents, const std::string& prefix) {
    std::uint64_t highest = 0;
    for (const auto& entry : documents) {
        const auto id = core::Identifier::parse(entry.name);
        if (id && core::prefix_of(*id) == prefix) highest = std::max(highest, core::number_of(*id));
    }
    return highest;
}

}  // namespace

Result<core::Head> GitRegisterReader::head() {
    MUNIMENT_TRY(const auto main, read_main(store_));
    if (main.is_none()) return core::Head{};
    MUNIMENT_TRY(const auto commit, read_register_commit(store_, main));
    return core::Head{commit.message.sequence, commit.stored.sha256, main,
                      commit.stored.commit.committer.time};
}

Result<ObjectId> GitRegisterReader::main_tree() {
    MUNIMENT_TRY(const auto main, read_main(store_));
    if (main.is_none()) return ObjectId();
    MUNIMENT_TRY(const auto stored, read_stored_commit(store_, main));
    return stored.commit.tree;
}

Result<std::vector<ObjectId>> GitRegisterReader::commits_after(std::uint64_t sequence) {
    std::vector<ObjectId> commits;
    MUNIMENT_TRY(ObjectId at, read_main(store_));
    while (!at.is_none()) {
        MUNIMENT_TRY(const auto commit, read_register_commit(store_, at));
        if (commit.message.sequence <= sequence) break;
        commits.push_back(at);
        at = previous(commit);
    }
    std::reverse(commits.begin(), commits.end());
    return commits;
}

Result<core::Digest> GitRegisterReader::founding() {
    if (!founding_) {
        MUNIMENT_TRY(founding_, sha256_of(1));
    }
    return *founding_;
}

Result<core::Digest> GitRegisterReader::sha256_of(std::uint64_t sequence) {
    MUNIMENT_TRY(ObjectId at, read_main(store_));
    while (!at.is_none()) {
        MUNIMENT_TRY(const auto commit, read_register_commit(store_, at));
        if (commit.message.sequence == sequence) return commit.stored.sha256;
        if (commit.message.sequence < sequence) break;
        at = previous(commit);
    }
    return fail(ErrorCode::not_found, "there is no event " + std::to_string(sequence));
}

Result<core::RegisterEntry> GitRegisterReader::entry(const ObjectId& id) {
    MUNIMENT_TRY(const auto commit, read_register_commit(store_, id));
    core::RegisterEntry entry;
    entry.sequence = commit.message.sequence;
    entry.kind = commit.message.kind;
    entry.time = commit.stored.commit.committer.time;
    entry.commit = id;
    entry.sha256 = commit.stored.sha256;
    for (const auto& line : commit.message.subjects) {
        MUNIMENT_TRY(const auto stored, read_stored_commit(store_, line.commit));
        MUNIMENT_TRY(auto subject, recorded_subject(store_, line.commit, stored));
        entry.subjects.push_back(std::move(subject));
    }
    return entry;
}

Status GitRegisterReader::each_after(
    std::uint64_t sequence, const std::function<Status(const core::RegisterEntry&)>& visit) {
    MUNIMENT_TRY(const auto commits, commits_after(sequence));
    for (const auto& commit : commits) {
        MUNIMENT_TRY(const auto read, entry(commit));
        MUNIMENT_CHECK(visit(read));
    }
    return {};
}

Result<std::optional<ObjectId>> GitRegisterReader::tip(const core::SubjectName& subject) {
    MUNIMENT_TRY(const auto tree, main_tree());
    if (tree.is_none()) return std::optional<ObjectId>();
    MUNIMENT_TRY(const auto node, find_in_tree(store_, tree, history_path(subject)));
    if (!node || node->kind != EntryKind::commit) return std::optional<ObjectId>();
    return std::optional(node->id);
}

Result<std::vector<core::RecordedSubject>> GitRegisterReader::chain(const ObjectId& tip) {
    std::vector<core::RecordedSubject> subjects;
    ObjectId at = tip;
    while (!at.is_none()) {
        MUNIMENT_TRY(const auto stored, read_stored_commit(store_, at));
        MUNIMENT_TRY(auto subject, recorded_subject(store_, at, stored));
        subjects.push_back(std::move(subject));
        at = stored.commit.parents.empty() ? ObjectId() : stored.commit.parents.front();
    }
    std::reverse(subjects.begin(), subjects.end());
    return subjects;
}

Result<core::Files> GitRegisterReader::files(const ObjectId& tree) {
    if (tree.is_none()) return fail(ErrorCode::not_found, "there are no files");
    return read_files(store_, tree);
}

Result<std::string> GitRegisterReader::file(const ObjectId& tree, const std::string& path) {
    MUNIMENT_TRY(const auto node, find_in_tree(store_, tree, path));
    if (!node || node->kind != EntryKind::file) {
        return fail(ErrorCode::not_found, "there is no file '" + path + "'");
    }
    return store_.read_blob(node->id);
}

Result<std::optional<core::Person>> GitRegisterReader::person(const core::PersonId& id) {
    MUNIMENT_TRY(const auto tree, main_tree());
    if (tree.is_none()) return std::optional<core::Person>();
    const std::string path =
        register_layout::person_folder(id) + "/" + register_layout::person_file(id);
    MUNIMENT_TRY(const auto node, find_in_tree(store_, tree, path));
    if (!node || node->kind != EntryKind::file) return std::optional<core::Person>();
    MUNIMENT_TRY(const auto text, store_.read_blob(node->id));
    MUNIMENT_TRY(auto person, core::parse_person(text));
    return std::optional(std::move(person));
}

Result<std::vector<core::Person>> GitRegisterReader::all_people() {
    std::vector<core::Person> people;
    MUNIMENT_TRY(const auto tree, main_tree());
    if (tree.is_none()) return people;
    MUNIMENT_TRY(const auto folder, find_in_tree(store_, tree, register_layout::people_folder));
    if (!folder) return people;
    MUNIMENT_TRY(const auto files, read_files(store_, folder->id));
    for (const auto& file : files) {
        MUNIMENT_TRY(auto person, core::parse_person(file.bytes));
        people.push_back(std::move(person));
    }
    std::sort(people.begin(), people.end(),
              [](const auto& one, const auto& other) { return one.id < other.id; });
    return people;
}

Result<bool> GitRegisterReader::knows_key(const std::string& public_key) {
    MUNIMENT_TRY(const auto tree, main_tree());
    MUNIMENT_TRY(const auto node,
                 find_in_tree(store_, tree, register_layout::allowed_signers_file));
    if (!node) return fail(ErrorCode::data_corrupt, "allowed_signers is missing");
    MUNIMENT_TRY(const auto text, store_.read_blob(node->id));
    return names_key(text, public_key);
}

Result<std::uint64_t> GitRegisterReader::highest_number(const std::string& prefix) {
    MUNIMENT_TRY(const auto tree, main_tree());
    if (tree.is_none()) return std::uint64_t{0};
    MUNIMENT_TRY(const auto first, core::Identifier::parse(prefix + "1"));
    const std::string folder = register_layout::document_folder(first);
    const std::string top = folder.substr(0, folder.find('/'));
    MUNIMENT_TRY(const auto node, find_in_tree(store_, tree, top));
    if (!node || node->kind != EntryKind::folder) return std::uint64_t{0};
    MUNIMENT_TRY(auto thousands, store_.read_tree(node->id));
    for (const auto& thousand : numbered_folders(std::move(thousands))) {
        MUNIMENT_TRY(auto hundreds, store_.read_tree(thousand.id));
        for (const auto& hundred : numbered_folders(std::move(hundreds))) {
            MUNIMENT_TRY(const auto documents, store_.read_tree(hundred.id));
            const std::uint64_t highest = highest_in(documents, prefix);
            if (highest > 0) return highest;
        }
    }
    return std::uint64_t{0};
}

}  // namespace muniment::storage
