// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/content.h"
#include "core/decide.h"
#include "core/founding.h"

namespace muniment::core {

/// A subject of an event as evidence shows it: form, digests and signature hold, and what remains
/// is whether it was allowed.
struct Evidence {
    RecordedSubject subject;
    Files files;  ///< of its tree; for documents
};

/// Judges a register event by event with the same `decide` and `apply` that made it: re-decides
/// every event by the policy and the people of its moment, and refuses what `decide` would not have
/// given. Reads nothing; what it knows, it was told. Once an event about a document or person was
/// refused, later ones about it are not judged: they rest on nothing. Not thread-safe.
class Replay {
  public:
    /// Sequence 1. invalid_argument when this cannot found a library.
    [[nodiscard]] Status found(const Founding& founding, const std::string& registrar_key,
                               Instant time);

    /// Begins the judgement of an event: no start in force or retirement may be overdue before it,
    /// unless the event registers just that, and an event that ends a key is later than the one
    /// before it.
    [[nodiscard]] Status begin(std::uint64_t sequence, EventKind kind, Instant time);

    /// Judges one subject of the event and takes it in. For people, `person_after` says how they
    /// are left. Errors: what `decide` said, or data_corrupt when it would have given another
    /// event.
    [[nodiscard]] Status judge(const Evidence& evidence);

    /// Once all subjects of the event are judged: what it says of the registrar's key from now on;
    /// null when it does not change it. Errors: those of check_registrar_change; data_corrupt for a
    /// key that the register knows.
    [[nodiscard]] Result<const Event*> registrar_change();

    /// The person as far as judged; null for an unknown one.
    [[nodiscard]] const Person* person(const PersonId& id) const;

    /// A person's files follow from the judged events: the person after the newest one.
    [[nodiscard]] const People& people() const { return people_; }

    /// POLICY's files as founded; for sequence 2.
    [[nodiscard]] const Founding& founding() const { return founding_; }

  private:
    [[nodiscard]] Status judge_document(const Evidence& evidence);
    [[nodiscard]] Status judge_person(const Evidence& evidence);
    [[nodiscard]] Status judge_acceptance(const Evidence& evidence);
    /// The policy by which the event is judged, all its subjects alike.
    [[nodiscard]] Result<const Policy*> policy();
    [[nodiscard]] const Policy* proposed_by(const DocumentState& state) const;
    [[nodiscard]] Result<const Policy*> policy_in_force();
    /// What was signed before its event may be, see check_signed_earlier().
    [[nodiscard]] Status check_time(const RecordedSubject& subject) const;
    void take_in(const Evidence& evidence);

    Founding founding_;
    People people_;
    std::map<Identifier, DocumentState> documents_;
    std::map<ObjectId, Policy> policies_;  ///< by the tree that holds them
    const Policy* policy_ = nullptr;       ///< that of the event under way, once asked for
    std::map<Identifier, Instant> due_;
    std::set<SubjectName> refused_;
    std::map<SubjectName, Instant> newest_;  ///< event before, in the chains of people and POLICY
    std::set<SubjectName> touched_;          ///< such subjects of the event under way
    std::set<std::string> acknowledged_;
    std::set<std::string> keys_;           ///< ever enrolled: no key stands under two
    std::vector<Event> registrar_events_;  ///< of the event under judgement
    std::uint64_t sequence_ = 0;
    Instant time_{};
    Instant previous_time_{};
};

}  // namespace muniment::core
