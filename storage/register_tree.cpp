// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/register_tree.h"

#include <algorithm>

#include "core/founding.h"
#include "storage/allowed_signers.h"
#include "storage/register_layout.h"

namespace muniment::storage {

using core::ErrorCode;
using core::fail;
using core::ObjectId;
using core::Result;
using core::RevisionState;
using core::Status;
using core::SubjectName;

namespace {

bool is_history(const TreeEntry& entry) {
    return entry.name == register_layout::history_entry;
}

std::string path_of(const core::PersonId& person) {
    return register_layout::person_folder(person) + "/" + register_layout::person_file(person);
}

}  // namespace

std::string folder_of(const SubjectName& subject) {
    return subject.is_person() ? register_layout::person_folder(subject.person())
                               : register_layout::document_folder(subject.document());
}

std::string history_path(const SubjectName& subject) {
    return folder_of(subject) + "/" + std::string(register_layout::history_entry);
}

Result<std::optional<ObjectId>> RegisterTree::tip(const SubjectName& subject) {
    const auto moved = tips_.find(subject);
    if (moved != tips_.end()) return std::optional(moved->second);
    MUNIMENT_TRY(const auto node, find_in_tree(store_, before_, history_path(subject)));
    return node ? std::optional(node->id) : std::nullopt;
}

Result<ObjectId> RegisterTree::person_tree(const core::Person& person) {
    MUNIMENT_TRY(const auto blob, store_.write_blob(core::render_person(person)));
    return store_.write_tree({{EntryKind::file, register_layout::person_file(person.id), blob}});
}

Status RegisterTree::put_person(const core::Person& after) {
    const std::string path = path_of(after.id);
    core::Person before;
    MUNIMENT_TRY(const auto node, find_in_tree(store_, before_, path));
    if (node) {
        MUNIMENT_TRY(const auto text, store_.read_blob(node->id));
        MUNIMENT_TRY(before, core::parse_person(text));
    }
    MUNIMENT_TRY(const auto blob, store_.write_blob(core::render_person(after)));
    people_[path] = TreeNode{EntryKind::file, blob};
    if (before.keys == after.keys) return {};
    MUNIMENT_CHECK(load_allowed_signers());
    allowed_signers_ = changed_allowed_signers(*allowed_signers_, before, after);
    return {};
}

Status RegisterTree::put_registrar(const core::Event& change, core::Instant time) {
    MUNIMENT_CHECK(load_allowed_signers());
    const bool old_key_signs = change.kind == core::EventKind::registrar_rotated;
    const core::Instant until = time + std::chrono::seconds(old_key_signs ? 1 : 0);
    allowed_signers_ = changed_registrar(*allowed_signers_, change.registrar_key, time, until);
    return {};
}

Status RegisterTree::load_allowed_signers() {
    if (allowed_signers_) return {};
    MUNIMENT_TRY(const auto file,
                 find_in_tree(store_, before_, register_layout::allowed_signers_file));
    if (!file) return fail(ErrorCode::data_corrupt, "allowed_signers is missing");
    MUNIMENT_TRY(allowed_signers_, store_.read_blob(file->id));
    return {};
}

Status RegisterTree::record(const core::RecordedSubject& subject) {
    if (subject.event.kind == core::EventKind::acknowledged) return {};
    const SubjectName& name = subject.event.subject;
    tips_[name] = subject.commit;
    if (name.is_person()) return {};
    auto folder = documents_.find(name);
    if (folder == documents_.end()) {
        folder = documents_.emplace(name, std::vector<TreeEntry>()).first;
        MUNIMENT_TRY(const auto node, find_in_tree(store_, before_, folder_of(name)));
        if (node) {
            MUNIMENT_TRY(folder->second, store_.read_tree(node->id));
        }
    }
    auto& entries = folder->second;
    if (subject.event.state == RevisionState::effective) {
        MUNIMENT_TRY(entries, store_.read_tree(subject.tree));
    } else if (subject.event.state == RevisionState::retired) {
        entries.clear();
    }
    entries.erase(std::remove_if(entries.begin(), entries.end(), is_history), entries.end());
    entries.push_back(
        {EntryKind::commit, std::string(register_layout::history_entry), subject.commit});
    return {};
}

Result<ObjectId> RegisterTree::after() {
    TreeChanges changes = people_;
    for (const auto& [name, entries] : documents_) {
        MUNIMENT_TRY(const auto folder, store_.write_tree(entries));
        changes[folder_of(name)] = TreeNode{EntryKind::folder, folder};
    }
    for (const auto& [name, tip] : tips_) {
        if (name.is_person()) changes[history_path(name)] = TreeNode{EntryKind::commit, tip};
    }
    if (allowed_signers_) {
        MUNIMENT_TRY(const auto blob, store_.write_blob(*allowed_signers_));
        changes[std::string(register_layout::allowed_signers_file)] =
            TreeNode{EntryKind::file, blob};
    }
    return changes.empty() ? Result<ObjectId>(before_) : change_tree(store_, before_, changes);
}

Result<ObjectId> RegisterTree::founding(ObjectStore& store, const core::Founding& founding,
                                        std::string_view registrar_key, core::Instant time) {
    std::map<std::string, std::string> files;
    for (const auto& file : core::policy_files(founding)) {
        files[std::string(register_layout::policy_folder) + "/" + file.path] = file.bytes;
    }
    const core::Person& administrator = founding.administrator;
    files[path_of(administrator.id)] = core::render_person(administrator);
    files[std::string(register_layout::allowed_signers_file)] = changed_allowed_signers(
        signer_line(core::registrar_id(), registrar_key, time, {}), core::Person(), administrator);
    TreeChanges changes;
    for (const auto& [path, bytes] : files) {
        MUNIMENT_TRY(const auto blob, store.write_blob(bytes));
        changes[path] = TreeNode{EntryKind::file, blob};
    }
    return change_tree(store, ObjectId(), changes);
}

}  // namespace muniment::storage
