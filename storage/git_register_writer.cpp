// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/git_register_writer.h"

#include <algorithm>

#include "storage/allowed_signers.h"
#include "storage/git_register_reader.h"
#include "storage/main_reference.h"
#include "storage/register_layout.h"
#include "storage/registrar_key_file.h"
#include "storage/ssh_signature.h"

namespace muniment::storage {

using core::ErrorCode;
using core::Event;
using core::EventKind;
using core::fail;
using core::Head;
using core::Instant;
using core::NewSubject;
using core::ObjectId;
using core::RecordedSubject;
using core::RegisterEntry;
using core::Result;
using core::RevisionState;
using core::Status;
using core::SubjectName;

namespace {

/// How long a writer waits for another one.
constexpr std::chrono::seconds patience{30};

Ident ident_of(const core::PersonId& person, std::string_view name, Instant time) {
    return {ident_name(name, person.text()), person.text() + "@muniment", time};
}

std::string history_path(const SubjectName& subject) {
    return folder_of(subject) + "/" + std::string(register_layout::history_entry);
}

/// A value that no trailer can hold must not reach the register.
Status check_renders(const Event& event) {
    const auto parsed = parse_event(render_event(event));
    Event without_metadata = event;
    without_metadata.metadata.reset();
    if (parsed && *parsed == without_metadata) return {};
    return fail(ErrorCode::invalid_argument, "the event " + std::string(core::name_of(event.kind)) +
                                                 " of " + event.subject.text() +
                                                 " holds something that the register cannot write");
}

bool by_subject(const NewSubject& one, const NewSubject& other) {
    return one.event.subject < other.event.subject;
}

}  // namespace

/// One event under way.
struct GitRegisterWriter::Appending {
    Head expected;
    ObjectId tree;  ///< of `main` before
    Instant time;
    const core::PersonSigner* signer = nullptr;
    std::map<SubjectName, ObjectId> tips;                     ///< moved by this event
    std::map<SubjectName, std::vector<TreeEntry>> documents;  ///< entries of changed folders
    TreeChanges people;
    std::optional<std::string> allowed_signers;
    std::vector<RecordedSubject> subjects;
    std::vector<SubjectLine> lines;
};

Result<core::Content> GitRegisterWriter::stage(const core::Files& files) {
    TreeChanges changes;
    for (const auto& file : files) {
        MUNIMENT_TRY(const auto blob, store_.write_blob(file.bytes));
        changes[file.path] = TreeNode{EntryKind::file, blob};
    }
    core::Content content;
    MUNIMENT_TRY(content.tree, change_tree(store_, ObjectId(), changes));
    MUNIMENT_TRY(content.sha256, digest_of(files));
    return content;
}

Result<WrittenCommit> GitRegisterWriter::write_signed(RawCommit commit,
                                                      const core::PersonSigner* signer) {
    const std::string signed_part = payload(commit);
    if (signer != nullptr) {
        MUNIMENT_TRY(commit.signature, signer->sign(signed_part));
    } else {
        commit.signature = sign(registrar_, git_namespace, signed_part);
    }
    return write_stored_commit(store_, commit);
}

Result<std::optional<ObjectId>> GitRegisterWriter::tip_of(Appending& event,
                                                          const SubjectName& subject) {
    const auto moved = event.tips.find(subject);
    if (moved != event.tips.end()) return std::optional(moved->second);
    MUNIMENT_TRY(const auto node, find_in_tree(store_, event.tree, history_path(subject)));
    return node ? std::optional(node->id) : std::nullopt;
}

/// A person's own tree is their file; the register's `allowed_signers` follows their keys.
Result<ObjectId> GitRegisterWriter::tree_of_person(Appending& event, NewSubject& subject) {
    const core::Person& after = *subject.person;
    const std::string name = register_layout::person_file(after.id);
    const std::string path = register_layout::person_folder(after.id) + "/" + name;
    core::Person before;
    MUNIMENT_TRY(const auto node, find_in_tree(store_, event.tree, path));
    if (node) {
        MUNIMENT_TRY(const auto text, store_.read_blob(node->id));
        MUNIMENT_TRY(before, core::parse_person(text));
    }
    if (before.keys != after.keys) {
        const std::string file(register_layout::allowed_signers_file);
        if (!event.allowed_signers) {
            MUNIMENT_TRY(const auto signers, find_in_tree(store_, event.tree, file));
            if (!signers) return fail(ErrorCode::data_corrupt, "allowed_signers is missing");
            MUNIMENT_TRY(event.allowed_signers, store_.read_blob(signers->id));
        }
        event.allowed_signers = changed_allowed_signers(*event.allowed_signers, before, after);
    }
    const std::string text = core::render_person(after);
    MUNIMENT_TRY(subject.event.content_sha256, digest_of({{name, text}}));
    MUNIMENT_TRY(const auto blob, store_.write_blob(text));
    event.people[path] = TreeNode{EntryKind::file, blob};
    return store_.write_tree({{EntryKind::file, name, blob}});
}

/// A folder holds the files of what took effect last, and the tip of the document's chain.
Status GitRegisterWriter::change_document_folder(Appending& event, const RecordedSubject& subject) {
    const SubjectName& name = subject.event.subject;
    auto folder = event.documents.find(name);
    if (folder == event.documents.end()) {
        folder = event.documents.emplace(name, std::vector<TreeEntry>()).first;
        MUNIMENT_TRY(const auto node, find_in_tree(store_, event.tree, folder_of(name)));
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
    const auto is_history = [](const TreeEntry& entry) {
        return entry.name == register_layout::history_entry;
    };
    entries.erase(std::remove_if(entries.begin(), entries.end(), is_history), entries.end());
    entries.push_back(
        {EntryKind::commit, std::string(register_layout::history_entry), subject.commit});
    return {};
}

Status GitRegisterWriter::add_subject(Appending& event, NewSubject subject) {
    const SubjectName name = subject.event.subject;
    if (name.is_person()) {
        MUNIMENT_TRY(subject.tree, tree_of_person(event, subject));
    }
    MUNIMENT_CHECK(check_renders(subject.event));
    RawCommit commit;
    commit.tree = subject.tree;
    const bool beside = subject.event.kind == EventKind::acknowledged;
    if (beside) {
        commit.parents.push_back(*subject.event.acknowledges);
    } else {
        MUNIMENT_TRY(const auto tip, tip_of(event, name));
        if (tip) commit.parents.push_back(*tip);
    }
    commit.author = ident_of(subject.event.person, subject.event.name, event.time);
    commit.committer = commit.author;
    commit.message = render_event(subject.event);
    const bool personal = core::is_signature(subject.event.authentication);
    if (personal && event.signer == nullptr) {
        return fail(ErrorCode::internal, "an act that its person signs came without a signer");
    }
    MUNIMENT_TRY(const auto written,
                 write_signed(std::move(commit), personal ? event.signer : nullptr));
    RecordedSubject recorded{std::move(subject.event), written.id, subject.tree, event.time};
    event.lines.push_back({written.id, written.sha256, name,
                           recorded.event.revision ? recorded.event.revision->text() : "-"});
    if (!beside) {
        event.tips[name] = written.id;
        if (!name.is_person()) MUNIMENT_CHECK(change_document_folder(event, recorded));
    }
    event.subjects.push_back(std::move(recorded));
    return {};
}

Result<ObjectId> GitRegisterWriter::changed_tree(Appending& event) {
    TreeChanges changes = event.people;
    for (const auto& [name, entries] : event.documents) {
        MUNIMENT_TRY(const auto folder, store_.write_tree(entries));
        changes[folder_of(name)] = TreeNode{EntryKind::folder, folder};
    }
    for (const auto& [name, tip] : event.tips) {
        if (name.is_person()) changes[history_path(name)] = TreeNode{EntryKind::commit, tip};
    }
    if (event.allowed_signers) {
        MUNIMENT_TRY(const auto blob, store_.write_blob(*event.allowed_signers));
        changes[std::string(register_layout::allowed_signers_file)] =
            TreeNode{EntryKind::file, blob};
    }
    if (changes.empty()) return event.tree;
    return change_tree(store_, event.tree, changes);
}

Result<RegisterEntry> GitRegisterWriter::append(const Head& expected, Instant time,
                                                std::vector<NewSubject> subjects,
                                                const core::PersonSigner* signer) {
    if (subjects.empty() || subjects.size() > most_subjects || time < expected.time) {
        return fail(ErrorCode::internal, "an event has 1 to 1,000 subjects and follows the head");
    }
    std::stable_sort(subjects.begin(), subjects.end(), by_subject);
    const EventKind kind = subjects.front().event.kind;
    Appending event;
    event.expected = expected;
    event.time = time;
    event.signer = signer;
    MUNIMENT_TRY(const auto before, read_stored_commit(store_, expected.commit));
    event.tree = before.commit.tree;
    for (auto& subject : subjects) MUNIMENT_CHECK(add_subject(event, std::move(subject)));

    std::vector<Event> events;
    RawCommit commit;
    commit.parents.push_back(expected.commit);
    for (const auto& subject : event.subjects) {
        commit.parents.push_back(subject.commit);
        events.push_back(subject.event);
    }
    MUNIMENT_TRY(commit.tree, changed_tree(event));
    commit.author = ident_of(core::registrar_id(), "Registrar", time);
    commit.committer = commit.author;
    RegisterMessage message;
    message.kind = kind;
    message.title = register_title(kind, events);
    message.rules = core::rules_version;
    message.sequence = expected.sequence + 1;
    message.previous_sha256 = expected.sha256;
    message.subjects = std::move(event.lines);
    commit.message = render_register_message(message);
    MUNIMENT_TRY(const auto written, write_signed(std::move(commit), nullptr));
    MUNIMENT_CHECK(move_main(store_, expected.commit, written.id));
    MUNIMENT_CHECK(head_moved_({message.sequence, written.sha256, written.id, time}));
    return RegisterEntry{message.sequence, kind,           time,
                         written.id,       written.sha256, std::move(event.subjects)};
}

Result<Head> GitRegisterWriter::found(const core::Founding& founding, Instant time) {
    const auto policy = core::policy_identifier();
    const core::Person& administrator = founding.administrator;
    const std::string folder(register_layout::policy_folder);
    const std::map<std::string, std::string> files{
        {folder + "/" + core::master_path(policy, ""), founding.policy_rules},
        {folder + "/" + core::metadata_path(policy),
         core::render_metadata(founding.policy_metadata)},
        {register_layout::person_folder(administrator.id) + "/" +
             register_layout::person_file(administrator.id),
         core::render_person(administrator)},
        {std::string(register_layout::allowed_signers_file),
         changed_allowed_signers(
             signer_line(core::registrar_id(), registrar_.public_key().line(), time, {}),
             core::Person(), administrator)}};
    TreeChanges changes;
    for (const auto& [path, bytes] : files) {
        MUNIMENT_TRY(const auto blob, store_.write_blob(bytes));
        changes[path] = TreeNode{EntryKind::file, blob};
    }
    RawCommit commit;
    MUNIMENT_TRY(commit.tree, change_tree(store_, ObjectId(), changes));
    commit.author = ident_of(core::registrar_id(), "Registrar", time);
    commit.committer = commit.author;
    RegisterMessage message;
    message.title = register_title(message.kind, {});
    message.rules = core::rules_version;
    message.sequence = 1;
    message.registrar_key = registrar_.public_key().line();
    message.administrator = administrator.id;
    message.administrator_key_proof = founding.administrator_key_proof;
    commit.message = render_register_message(message);
    MUNIMENT_TRY(const auto written, write_signed(std::move(commit), nullptr));
    auto moved = move_main(store_, ObjectId(), written.id);
    if (!moved && moved.error().code == ErrorCode::conflict) {
        return fail(ErrorCode::already_exists, "there is a library here already");
    }
    if (!moved) return fail(moved.error());
    const Head head{1, written.sha256, written.id, time};
    MUNIMENT_CHECK(head_moved_(head));
    return head;
}

Result<std::unique_ptr<GitRegisterWriter>> GitRegisterGate::open_git_writer() {
    MUNIMENT_TRY(auto lock, WriterLock::acquire(layout_.writer_lock(), patience));
    MUNIMENT_CHECK(clear_stale_locks(layout_.repository(), lock));
    MUNIMENT_TRY(auto store, ObjectStore::open(layout_.repository()));
    MUNIMENT_TRY(auto registrar, read_registrar_key(layout_.registrar_key()));
    return std::make_unique<GitRegisterWriter>(std::move(lock), std::move(store),
                                               std::move(registrar), head_moved_);
}

Result<std::unique_ptr<core::RegisterWriter>> GitRegisterGate::open_writer() {
    MUNIMENT_TRY(auto writer, open_git_writer());
    return std::unique_ptr<core::RegisterWriter>(std::move(writer));
}

}  // namespace muniment::storage
