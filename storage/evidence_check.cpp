// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/evidence_check.h"

#include <algorithm>

#include "core/signed_earlier.h"
#include "storage/accounts/key_proof.h"
#include "storage/register_layout.h"
#include "storage/register_tree.h"
#include "storage/ssh_signature.h"

namespace muniment::storage {

using core::ErrorCode;
using core::Event;
using core::EventKind;
using core::fail;
using core::Instant;
using core::ObjectId;
using core::RecordedSubject;
using core::Result;
using core::Status;

namespace {

/// Only an import may say several things of one subject in one event.
bool names_one_twice(const RegisterMessage& message) {
    const auto same = [](const SubjectLine& one, const SubjectLine& other) {
        return one.subject == other.subject;
    };
    const auto& lines = message.subjects;
    return message.kind != EventKind::imported &&
           std::adjacent_find(lines.begin(), lines.end(), same) != lines.end();
}

/// Damage is a fault of the event; anything else keeps from checking.
bool is_fault(const core::Error& error) {
    return error.code != ErrorCode::unavailable && error.code != ErrorCode::internal;
}

}  // namespace

/// One event under examination.
struct EvidenceCheck::Current {
    std::uint64_t sequence = 0;
    ObjectId id;
    bool proofs = true;
    StoredCommit stored;
    RegisterMessage message;
    std::vector<VerifyFault> faults;
    bool personal = false;  ///< a person signed for it

    [[nodiscard]] Instant time() const { return stored.commit.committer.time; }

    void add(const std::string& code, const std::string& message_text, const ObjectId& commit) {
        faults.push_back({sequence, commit.hex(), code, message_text});
    }
    void add(const std::string& code, const std::string& message_text) {
        add(code, message_text, id);
    }
    /// Keeps the fault, or hands on what keeps from checking.
    Status note(const std::string& code, const core::Error& error, const ObjectId& commit) {
        if (!is_fault(error)) return fail(error);
        add(code, error.message, commit);
        return {};
    }
};

Result<std::vector<VerifyFault>> EvidenceCheck::event(std::uint64_t sequence,
                                                      const ObjectId& commit, bool proofs) {
    Current now;
    now.sequence = sequence;
    now.id = commit;
    now.proofs = proofs;
    const auto checked = check_event(now);
    if (!checked) MUNIMENT_CHECK(now.note("form", checked.error(), commit));
    if (store_.has_pending()) {
        now.add("tree", "objects that its tree needs are missing from the repository");
    }
    MUNIMENT_CHECK(store_.discard());
    head_ = {sequence, now.stored.sha256, commit, std::max(head_.time, now.time())};
    tree_ = now.stored.commit.tree;
    return std::move(now.faults);
}

Status EvidenceCheck::check_event(Current& now) {
    MUNIMENT_TRY(now.stored, read_stored_commit(store_, now.id));
    MUNIMENT_TRY(now.message, parse_register_message(now.stored.commit.message));
    if (now.sequence == 1) return check_founding(now);
    check_register_commit(now);
    const auto begun = replay_.begin(now.sequence, now.message.kind, now.time());
    if (!begun) MUNIMENT_CHECK(now.note("rule", begun.error(), now.id));
    const auto registrar = registrar_;
    MUNIMENT_CHECK(check_subjects(now));
    if (!now.personal && registrar) remember(*registrar, now, now.id);
    return {};
}

/// What the register commit itself must be, whatever its subjects.
void EvidenceCheck::check_register_commit(Current& now) {
    const RawCommit& commit = now.stored.commit;
    if (now.message.sequence != now.sequence) {
        now.add("sequence", "says " + std::to_string(now.message.sequence) + " and stands at " +
                                std::to_string(now.sequence));
    }
    if (now.message.previous_sha256 != head_.sha256) {
        now.add("previous", "Previous-SHA256 is not that of the event before");
    }
    std::vector<ObjectId> parents{head_.commit};
    for (const auto& line : now.message.subjects) parents.push_back(line.commit);
    if (now.sequence == 1) parents.clear();
    if (commit.parents != parents) {
        now.add("subjects", "the parents are not the event before and the subjects");
    }
    if (now.message.rules < rules_ || now.message.rules > core::rules_version) {
        now.add("rules", "says that version " + std::to_string(now.message.rules) +
                             " of the rules decided it, which cannot be");
    }
    rules_ = std::max(rules_, now.message.rules);
    if (now.time() < head_.time) now.add("time", "is earlier than the event before");
    const Ident registrar = ident_of(core::registrar_id(), "Registrar", now.time());
    if (commit.author != registrar || commit.committer != registrar) {
        now.add("form", "author and committer are not the registrar");
    }
    // A key that takes the place of a lost one signs its own event: judged after the subjects.
    if (now.message.kind != EventKind::registrar_replaced) {
        check_signature(now, now.stored, now.id, nullptr);
    }
}

void EvidenceCheck::check_signature(Current& now, const StoredCommit& stored, const ObjectId& id,
                                    const Event* event) {
    if (!now.proofs) return;
    const auto signer = verify(stored.commit.signature, git_namespace, payload(stored.commit));
    if (!signer) return now.add("signature", signer.error().message, id);
    const bool personal = event != nullptr && core::is_signature(event->authentication);
    if (personal) {
        now.personal = true;
        remember(*signer, now, id);
        return check_signer(now, id, *event, stored.commit.committer.time, *signer);
    }
    if (!registrar_ || *signer != *registrar_) {
        now.add("signature", "is not signed by the registrar", id);
    }
}

/// The key must be the acting person's, and valid when signed and when it became an event.
void EvidenceCheck::check_signer(Current& now, const ObjectId& id, const Event& event,
                                 Instant signed_at, const PublicKey& signer) {
    const auto* person = replay_.person(event.person);
    if (person == nullptr) {
        return now.add("signature", "there was no person '" + event.person.text() + "'", id);
    }
    for (const Instant at : {signed_at, now.time()}) {
        if (core::valid_key(*person, signer.line(), at) != nullptr) continue;
        return now.add(
            "signature",
            "is not signed by a key of " + event.person.text() + " valid at " + core::render(at),
            id);
    }
    if (event.revoked_key == signer.line()) {
        return now.add("signature", "is signed by the key that it revokes", id);
    }
    const bool own = own_keys_.count(signer.line()) > 0;
    if (own != (event.authentication == core::Authentication::personal_key)) {
        now.add("signature",
                std::string("says ") + std::string(core::name_of(event.authentication)) +
                    ", and the key is " + (own ? "the person's own" : "kept under a password"),
                id);
    }
}

Status EvidenceCheck::check_founding(Current& now) {
    core::Founding founding;
    const RawCommit& commit = now.stored.commit;
    const auto file = [&](const std::string& path) -> Result<std::string> {
        MUNIMENT_TRY(const auto node, find_in_tree(store_, commit.tree, path));
        if (!node) return fail(ErrorCode::data_corrupt, "the founding holds no " + path);
        return store_.read_blob(node->id);
    };
    const auto policy = core::policy_identifier();
    const std::string folder = std::string(register_layout::policy_folder) + "/";
    const auto& administrator = now.message.administrator;
    MUNIMENT_TRY(founding.policy_rules, file(folder + core::master_path(policy, "")));
    MUNIMENT_TRY(const auto metadata, file(folder + core::metadata_path(policy)));
    MUNIMENT_TRY(founding.policy_metadata, core::parse_metadata(metadata));
    MUNIMENT_TRY(const auto person, file(register_layout::person_folder(administrator) + "/" +
                                         register_layout::person_file(administrator)));
    MUNIMENT_TRY(founding.administrator, core::parse_person(person));
    founding.administrator_key_proof = now.message.administrator_key_proof;
    MUNIMENT_TRY(registrar_, PublicKey::parse(now.message.registrar_key));
    founding_ = now.stored.sha256;
    check_register_commit(now);
    registrars_ = {*registrar_};
    const auto founded = replay_.found(founding, registrar_->line(), now.time());
    if (!founded) return now.note("rule", founded.error(), now.id);
    MUNIMENT_TRY(const auto key, PublicKey::parse(founding.administrator.keys.front().public_key));
    const auto proof =
        check_key_proof(administrator, core::Digest(), key, founding.administrator_key_proof);
    if (key == *registrar_) now.add("key-proof", "the registrar's key cannot be a person's");
    if (!proof) MUNIMENT_CHECK(now.note("key-proof", proof.error(), now.id));
    MUNIMENT_TRY(const auto tree,
                 RegisterTree::founding(store_, founding, now.message.registrar_key, now.time()));
    if (tree != commit.tree) now.add("tree", "the tree is not that of a founding");
    return {};
}

Status EvidenceCheck::check_subjects(Current& now) {
    const bool acceptance = now.message.kind == EventKind::library_accepted;
    if (names_one_twice(now.message) || (acceptance && now.message.subjects.size() != 2)) {
        now.add("subjects", "this kind of event cannot have these subjects");
    }
    RegisterTree tree(store_, tree_);
    std::vector<Event> events;
    bool whole = true;
    for (const auto& line : now.message.subjects) {
        RecordedSubject subject;
        const auto checked = check_subject(now, tree, line, subject);
        if (!checked) {
            MUNIMENT_CHECK(now.note("subject", checked.error(), line.commit));
            whole = false;
            continue;
        }
        events.push_back(std::move(subject.event));
    }
    if (!whole) return {};
    MUNIMENT_CHECK(check_registrar_change(now, tree));
    if (now.message.title != register_title(now.message.kind, events)) {
        now.add("form", "its first line does not fit its subjects");
    }
    MUNIMENT_TRY(const auto expected, tree.after());
    if (expected != now.stored.commit.tree)
        now.add("tree", "the tree is not what the event leaves");
    return {};
}

Status EvidenceCheck::check_subject(Current& now, RegisterTree& tree, const SubjectLine& line,
                                    RecordedSubject& subject) {
    MUNIMENT_TRY(const auto stored, read_stored_commit(store_, line.commit));
    MUNIMENT_TRY(subject, recorded_subject(store_, line.commit, stored));
    const Event& event = subject.event;
    check_subject_commit(now, line, stored, event);
    MUNIMENT_TRY(const auto files, read_subject_files(store_, subject.tree));
    MUNIMENT_TRY(const auto digest, digest_of(files));
    if (digest != event.content_sha256) {
        now.add("content", "Content-SHA256 is not that of the files of " + event.subject.text(),
                line.commit);
    }
    MUNIMENT_TRY(const auto tip, tree.tip(event.subject));
    const std::optional<ObjectId> before =
        event.kind == EventKind::acknowledged ? event.acknowledges : tip;
    const std::vector<ObjectId> parents =
        before ? std::vector<ObjectId>{*before} : std::vector<ObjectId>();
    if (stored.commit.parents != parents) {
        now.add("chain", event.subject.text() + " does not follow its chain", line.commit);
    }
    check_signature(now, stored, line.commit, &event);
    check_key(now, subject);
    if (event.kind == EventKind::key_enrolled) own_keys_.insert(event.key);
    const auto judged = replay_.judge({subject, files});
    if (!judged) MUNIMENT_CHECK(now.note("rule", judged.error(), line.commit));
    if (event.subject.is_person()) {
        const auto* person = replay_.person(event.subject.person());
        if (person == nullptr) return {};
        MUNIMENT_TRY(const auto expected, tree.person_tree(*person));
        if (expected != subject.tree) {
            now.add("content",
                    "the file of " + event.subject.text() + " is not what the event leaves",
                    line.commit);
        }
        MUNIMENT_CHECK(tree.put_person(*person));
    }
    return tree.record(subject);
}

void EvidenceCheck::check_subject_commit(Current& now, const SubjectLine& line,
                                         const StoredCommit& stored, const Event& event) {
    const RawCommit& commit = stored.commit;
    if (stored.sha256 != line.sha256) {
        now.add("subject", "the SHA-256 of the commit is not the one recorded", line.commit);
    }
    if (event.subject != line.subject || event.kind != now.message.kind ||
        (event.revision ? event.revision->text() : "-") != line.revision) {
        now.add("subject", "the commit is about something else than the event says", line.commit);
    }
    const Instant signed_at = commit.committer.time;
    const bool may_be_earlier =
        !event.subject.is_person() && event.authentication == core::Authentication::personal_key;
    if (signed_at > now.time() || now.time() - signed_at > core::longest_signing ||
        (signed_at != now.time() && !may_be_earlier)) {
        now.add("time", "was signed at " + core::render(signed_at) + ", too far from its event",
                line.commit);
    }
    const Ident ident = ident_of(event.person, event.name, signed_at);
    if (commit.author != ident || commit.committer != ident) {
        now.add("form", "author and committer are not the person who acted", line.commit);
    }
}

/// A new key is proven by itself, and its owner accepted the statement.
void EvidenceCheck::check_key(Current& now, const RecordedSubject& subject) {
    const Event& event = subject.event;
    if (event.statement && *event.statement != statement_) {
        now.add("key-proof", "the statement accepted is not Muniment's", subject.commit);
    }
    if (event.compromised_since && !event.revoked_key.empty()) {
        const auto key = PublicKey::parse(event.revoked_key);
        if (key) mark(*key, *event.compromised_since, "rests on a key of the person's");
    }
    if (event.key.empty()) return;
    check_proof(now, event.subject.person(), event.key, event.key_proof, subject.commit);
    const auto same = [&](const PublicKey& registrar) { return registrar.line() == event.key; };
    if (std::any_of(registrars_.begin(), registrars_.end(), same)) {
        now.add("key-proof", "the registrar's key cannot be a person's", subject.commit);
    }
}

void EvidenceCheck::check_proof(Current& now, const core::PersonId& owner, const std::string& key,
                                const std::string& proof, const ObjectId& commit) {
    if (!now.proofs) return;
    const auto parsed = PublicKey::parse(key);
    const auto proven =
        parsed ? check_key_proof(owner, founding_, *parsed, proof) : Status(fail(parsed.error()));
    if (!proven) now.add("key-proof", proven.error().message, commit);
}

/// From the next event on another key signs for the registrar, if those who may say so did.
Status EvidenceCheck::check_registrar_change(Current& now, RegisterTree& tree) {
    const auto judged = replay_.registrar_change();
    if (!judged) return now.note("rule", judged.error(), now.id);
    const bool replaced = now.message.kind == EventKind::registrar_replaced;
    if (*judged == nullptr) {
        // Whoever was refused has put no key in the place of the old one.
        if (replaced) check_signature(now, now.stored, now.id, nullptr);
        return {};
    }
    const Event& change = **judged;
    check_proof(now, core::registrar_id(), change.registrar_key, change.registrar_key_proof,
                now.id);
    MUNIMENT_TRY(const auto key, PublicKey::parse(change.registrar_key));
    if (change.compromised_since) {
        mark(*registrar_, *change.compromised_since, "rests on the registrar's key alone");
    }
    registrar_ = key;
    registrars_.push_back(key);
    if (replaced) check_signature(now, now.stored, now.id, nullptr);
    return tree.put_registrar(change, now.time());
}

void EvidenceCheck::remember(const PublicKey& key, const Current& now, const ObjectId& commit) {
    rests_[key].push_back({now.sequence, commit, now.time()});
}

void EvidenceCheck::mark(const PublicKey& key, Instant since, const std::string& what) {
    for (const Rests& rests : rests_[key]) {
        if (rests.time < since) continue;
        marks_.push_back({rests.sequence, rests.commit.hex(),
                          what + ", said to be compromised since " + core::render(since)});
    }
}

bool EvidenceCheck::had_registrar(const std::string& fingerprint) const {
    return std::any_of(registrars_.begin(), registrars_.end(),
                       [&](const PublicKey& key) { return key.fingerprint() == fingerprint; });
}

std::string EvidenceCheck::registrar_fingerprint() const {
    return registrar_ ? registrar_->fingerprint() : "";
}

std::uint64_t sequence_before(const ObjectStore& store, const std::vector<ObjectId>& readable) {
    if (readable.empty()) return 0;
    const auto stored = read_stored_commit(store, readable.front());
    if (!stored) return 0;
    const auto message = parse_register_message(stored->commit.message);
    return message && message->sequence > 1 ? message->sequence - 1 : 0;
}

}  // namespace muniment::storage
