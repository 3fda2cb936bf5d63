// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/git_register_writer.h"

#include <algorithm>

#include "storage/accounts/key_proof.h"
#include "storage/main_reference.h"
#include "storage/register_tree.h"
#include "storage/registrar_succession.h"
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
using core::Status;
using core::SubjectName;

namespace {

/// How long a writer waits for another one.
constexpr std::chrono::seconds patience{30};

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
    RegisterTree tree;
    Instant time;
    const core::PersonSigner* signer = nullptr;
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
    } else if (registrar_) {
        commit.signature = sign(*registrar_, git_namespace, signed_part);
    } else {
        return fail(ErrorCode::failed_precondition, "the registrar's key is not here");
    }
    return write_stored_commit(store_, commit);
}

Status GitRegisterWriter::add_subject(Appending& event, NewSubject subject) {
    const SubjectName name = subject.event.subject;
    if (name.is_person()) {
        MUNIMENT_TRY(subject.tree, event.tree.person_tree(*subject.person));
        MUNIMENT_CHECK(event.tree.put_person(*subject.person));
        MUNIMENT_TRY(const auto files, read_files(store_, subject.tree));
        MUNIMENT_TRY(subject.event.content_sha256, digest_of(files));
    }
    MUNIMENT_CHECK(check_renders(subject.event));
    const bool personal = core::is_signature(subject.event.authentication);
    const auto* signer = subject.signer ? subject.signer.get() : event.signer;
    if (personal && signer == nullptr) {
        return fail(ErrorCode::internal, "an act that its person signs came without a signer");
    }
    const Instant time = personal ? signer->prepared_at().value_or(event.time) : event.time;
    RawCommit commit;
    commit.tree = subject.tree;
    if (subject.event.kind == EventKind::acknowledged) {
        commit.parents.push_back(*subject.event.acknowledges);
    } else {
        MUNIMENT_TRY(const auto tip, event.tree.tip(name));
        if (tip) commit.parents.push_back(*tip);
    }
    commit.author = ident_of(subject.event.person, subject.event.name, time);
    commit.committer = commit.author;
    commit.message = render_event(subject.event);
    MUNIMENT_TRY(const auto written, write_signed(std::move(commit), personal ? signer : nullptr));
    RecordedSubject recorded{std::move(subject.event), written.id, subject.tree, time};
    event.lines.push_back({written.id, written.sha256, name,
                           recorded.event.revision ? recorded.event.revision->text() : "-"});
    MUNIMENT_CHECK(event.tree.record(recorded));
    event.subjects.push_back(std::move(recorded));
    return {};
}

Result<RegisterEntry> GitRegisterWriter::append(const Head& expected, Instant time,
                                                std::vector<NewSubject> subjects,
                                                const core::PersonSigner* signer) {
    if (subjects.empty() || subjects.size() > most_subjects || time < expected.time) {
        return fail(ErrorCode::internal, "an event has 1 to 1,000 subjects and follows the head");
    }
    std::stable_sort(subjects.begin(), subjects.end(), by_subject);
    const EventKind kind = subjects.front().event.kind;
    const auto twice = std::adjacent_find(subjects.begin(), subjects.end(),
                                          [](const NewSubject& one, const NewSubject& next) {
                                              return one.event.subject == next.event.subject;
                                          });
    if (twice != subjects.end() && kind != EventKind::imported) {
        return fail(ErrorCode::internal, "one event names " + twice->event.subject.text() +
                                             " twice, which imports alone may");
    }
    MUNIMENT_TRY(const auto before, read_stored_commit(store_, expected.commit));
    Appending event{RegisterTree(store_, before.commit.tree), time, signer, {}, {}};
    for (auto& subject : subjects) MUNIMENT_CHECK(add_subject(event, std::move(subject)));

    std::vector<Event> events;
    RawCommit commit;
    commit.parents.push_back(expected.commit);
    for (const auto& subject : event.subjects) {
        commit.parents.push_back(subject.commit);
        events.push_back(subject.event);
    }
    const Event& first = events.front();
    const bool new_registrar = !first.registrar_key.empty();
    if (new_registrar) {
        if (!successor_ || successor_->public_key().line() != first.registrar_key) {
            return fail(ErrorCode::internal, "the registrar's new key was not made here");
        }
        MUNIMENT_CHECK(event.tree.put_registrar(first, time));
    }
    MUNIMENT_TRY(commit.tree, event.tree.after());
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
    if (kind == EventKind::registrar_replaced) take_over();
    MUNIMENT_TRY(const auto written, write_signed(std::move(commit), nullptr));
    MUNIMENT_CHECK(move_main(store_, expected.commit, written.id));
    if (kind == EventKind::registrar_rotated) take_over();
    if (new_registrar) MUNIMENT_CHECK(install_successor(layout_));
    // The event stands. The high-water mark may lag, so that it cannot be written now is no failure
    // of this act; that it disagrees is.
    const auto noted = head_moved_({message.sequence, written.sha256, written.id, time});
    if (!noted && noted.error().code != ErrorCode::unavailable) return fail(noted.error());
    return RegisterEntry{message.sequence, kind,           time,
                         written.id,       written.sha256, std::move(event.subjects)};
}

Result<Head> GitRegisterWriter::found(const core::Founding& founding, Instant time) {
    RawCommit commit;
    MUNIMENT_TRY(commit.tree,
                 RegisterTree::founding(store_, founding, registrar_->public_key().line(), time));
    commit.author = ident_of(core::registrar_id(), "Registrar", time);
    commit.committer = commit.author;
    RegisterMessage message;
    message.title = register_title(message.kind, {});
    message.rules = core::rules_version;
    message.sequence = 1;
    message.registrar_key = registrar_->public_key().line();
    message.administrator = founding.administrator.id;
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

Result<core::NewKey> GitRegisterWriter::make_successor(const core::Digest& founding) {
    MUNIMENT_TRY(auto key, SecretKey::generate());
    MUNIMENT_TRY(auto proof, make_key_proof(core::registrar_id(), founding, key));
    MUNIMENT_CHECK(keep_successor(layout_, key));
    core::NewKey made{key.public_key().line(), std::move(proof), {}};
    successor_ = std::move(key);
    return made;
}

void GitRegisterWriter::take_over() {
    registrar_ = std::move(successor_);
    successor_.reset();
}

struct GitRegisterGate::Locked {
    WriterLock lock;
    ObjectStore store;
};

Result<GitRegisterGate::Locked> GitRegisterGate::lock() const {
    MUNIMENT_TRY(auto lock, WriterLock::acquire(layout_.writer_lock(), patience));
    MUNIMENT_CHECK(clear_stale_locks(layout_.repository(), lock));
    MUNIMENT_TRY(auto store, ObjectStore::open(layout_.repository()));
    return Locked{std::move(lock), std::move(store)};
}

Result<std::unique_ptr<GitRegisterWriter>> GitRegisterGate::open_git_writer() {
    MUNIMENT_TRY(auto locked, lock());
    MUNIMENT_TRY(auto registrar, read_current_registrar(layout_, locked.store));
    return std::make_unique<GitRegisterWriter>(std::move(locked.lock), std::move(locked.store),
                                               std::move(registrar), layout_, head_moved_);
}

Result<std::unique_ptr<core::RegisterWriter>> GitRegisterGate::open_writer_without_key() {
    MUNIMENT_TRY(auto locked, lock());
    return std::make_unique<GitRegisterWriter>(std::move(locked.lock), std::move(locked.store),
                                               std::nullopt, layout_, head_moved_);
}

Result<std::unique_ptr<core::RegisterWriter>> GitRegisterGate::open_writer() {
    MUNIMENT_TRY(auto writer, open_git_writer());
    return std::unique_ptr<core::RegisterWriter>(std::move(writer));
}

}  // namespace muniment::storage
