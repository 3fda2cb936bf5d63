// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/content.h"
#include "core/decide.h"

namespace muniment::core {

/// The newest event of the register.
struct Head {
    std::uint64_t sequence = 0;  ///< 0: not founded
    Digest sha256;               ///< of the register commit
    ObjectId commit;
    Instant time{};

    bool operator==(const Head&) const = default;
};

/// One subject of an event as it stands in the register.
struct RecordedSubject {
    Event event;  ///< with metadata, when it brought content
    ObjectId commit;
    ObjectId tree;
    Instant time{};  ///< of the subject commit, at most 15 minutes before the event
};

/// One event: a register commit and its subjects in their order.
struct RegisterEntry {
    std::uint64_t sequence = 0;
    EventKind kind = EventKind::library_founded;
    Instant time{};
    ObjectId commit;
    Digest sha256;
    std::vector<RecordedSubject> subjects;
};

/// Reading the register. Every read of a commit, tree or blob is checked for its form (strict
/// commits, canonical messages); signatures and rules are the verifier's.
/// Not thread-safe: one object for each thread. Errors: data_corrupt, unavailable, and not_found
/// where said.
class RegisterReader {
  public:
    virtual ~RegisterReader() = default;

    [[nodiscard]] virtual Result<Head> head() = 0;

    /// SHA256 of the founding commit: the library's identity.
    [[nodiscard]] virtual Result<Digest> founding() = 0;

    /// Calls `visit` with each event after that sequence, in order; its error ends the walk. Costs
    /// what those events cost.
    [[nodiscard]] virtual Status each_after(
        std::uint64_t sequence, const std::function<Status(const RegisterEntry&)>& visit) = 0;

    /// The newest subject commit of a document or person in `main`, by its `history` entry.
    /// Nothing when there is none. Costs a few tree look-ups, however large the library is.
    [[nodiscard]] virtual Result<std::optional<ObjectId>> tip(const SubjectName& subject) = 0;

    /// A document's subjects, oldest first, by first parents from `tip`.
    [[nodiscard]] virtual Result<std::vector<RecordedSubject>> chain(const ObjectId& tip) = 0;

    /// The files of a document's own tree. not_found when the tree is not there.
    [[nodiscard]] virtual Result<Files> files(const ObjectId& tree) = 0;

    /// One file of a tree. not_found when it is not in it.
    [[nodiscard]] virtual Result<std::string> file(const ObjectId& tree,
                                                   const std::string& path) = 0;

    /// A person as the newest event left them, or nothing.
    [[nodiscard]] virtual Result<std::optional<Person>> person(const PersonId& id) = 0;
    [[nodiscard]] virtual Result<std::vector<Person>> all_people() = 0;

    /// Whether that public key was ever enrolled, as a person's or the registrar's.
    [[nodiscard]] virtual Result<bool> knows_key(const std::string& public_key) = 0;

    /// The largest number given to a document with this prefix (`SOP-`); 0 for none. Costs a few
    /// tree look-ups.
    [[nodiscard]] virtual Result<std::uint64_t> highest_number(const std::string& prefix) = 0;
};

/// A key pair just made: its public half, and the proof that its owner holds the other.
struct NewKey {
    std::string public_key;  ///< `ssh-ed25519 AAAA...`
    std::string proof;       ///< over person, founding hash and key; base64 on one line
    Digest statement;        ///< of the accountability statement that was accepted, by a person
};

/// Signs with one person's private key: held in memory while it lives, or on the person's side.
class PersonSigner {
  public:
    virtual ~PersonSigner() = default;
    /// `ssh-ed25519 AAAA...`.
    [[nodiscard]] virtual const std::string& public_key() const = 0;
    /// An armoured SSH signature, namespace `git`.
    [[nodiscard]] virtual Result<std::string> sign(const std::string& payload) const = 0;
    /// When what is signed was prepared, if that was earlier than the event.
    [[nodiscard]] virtual std::optional<Instant> prepared_at() const { return {}; }
};

/// A subject of an event that shall be appended.
struct NewSubject {
    Event event;
    ObjectId tree;                 ///< staged files; for people: none, the register makes it
    std::optional<Person> person;  ///< for people: as the event leaves them
    /// Where several people sign one event: this subject's. Null: the event's.
    std::shared_ptr<const PersonSigner> signer;
};

/// Founding: what sequence 1 holds.
struct Founding {
    std::string policy_rules;  ///< POLICY.rules.toml
    Metadata policy_metadata;
    Person administrator;  ///< with the first key, valid from the founding's time
    std::string administrator_key_proof;
};

/// Writing the register: appends one event, whole or not at all. Holds the library's writer lock
/// while it lives, so get one, decide, append, let go. Not thread-safe.
class RegisterWriter {
  public:
    virtual ~RegisterWriter() = default;

    /// Writes files as blobs and a tree; nothing refers to them until an event does.
    /// invalid_argument for paths that no tree may hold.
    [[nodiscard]] virtual Result<Content> stage(const Files& files) = 0;

    /// Makes the key that shall be the registrar's after an event that names it; until then it lies
    /// aside, and another one made later takes its place. Durable. `founding` is for the proof.
    [[nodiscard]] virtual Result<NewKey> make_successor(const Digest& founding) = 0;

    /// Appends one event of 1 to 1,000 subjects after `expected`, at `time` (not before the
    /// head's). The signer is the acting person's, or null when the registrar signs. Returns the
    /// entry as written. When it returns success the event survives power loss. Errors: conflict
    /// when `main` is not at `expected`, unavailable (disk full, read-only).
    [[nodiscard]] virtual Result<RegisterEntry> append(const Head& expected, Instant time,
                                                       std::vector<NewSubject> subjects,
                                                       const PersonSigner* signer) = 0;
};

/// Opens a writing session; waits for other writers up to a limit, then unavailable.
class RegisterGate {
  public:
    virtual ~RegisterGate() = default;
    /// failed_precondition when the registrar's key here is missing or not the register's.
    [[nodiscard]] virtual Result<std::unique_ptr<RegisterWriter>> open_writer() = 0;
    /// The same without the registrar's key: for the event alone that replaces it.
    [[nodiscard]] virtual Result<std::unique_ptr<RegisterWriter>> open_writer_without_key() = 0;
};

}  // namespace muniment::core
