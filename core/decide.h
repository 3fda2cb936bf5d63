// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command.h"

namespace muniment::core {

/// The version of the rules below; each register commit names it, and old ones are kept.
inline constexpr int rules_version = 1;

/// Who acts, how they were known, and by which way in.
struct Actor {
    PersonId person;
    Authentication authentication = Authentication::none;
    std::optional<Via> via;
};

/// What a decision rests on, besides the subject's own state. References must outlive the call.
struct Circumstances {
    const Policy& policy;  ///< in force at `now`
    const People& people;  ///< at least those that the command and the actor name
    Actor actor;
    Instant now{};  ///< the event's time, UTC
    /// The rules that the draft of POLICY holds. Its submission and release need them, and all
    /// people.
    const Policy* proposed = nullptr;
};

/// Decides a command about a document: what then happened, or why it may not happen. A rejected
/// command leaves everything as it was. The same function serves every way in and the verifier.
///
/// Errors: invalid_argument (the command can never be right), not_found (no such document,
/// person or type), already_exists, permission_denied (not this person's to do),
/// failed_precondition (wrong state), conflict (other content than was shown, or `next_due` has
/// come and must be recorded by `TakeEffect` first).
/// Pure and thread-safe.
[[nodiscard]] Result<Event> decide(const Circumstances& around, const DocumentState& state,
                                   const DocumentCommand& command);

/// Decides a command about a person; `subject` is null for somebody not yet known.
/// Errors as above.
[[nodiscard]] Result<Event> decide(const Circumstances& around, const PersonId& id,
                                   const Person* subject, const PersonCommand& command);

/// Whether the subjects of one event together change the registrar's key: one person rotates it,
/// and as many different people as the policy's `registrar_recovery` says replace a lost or stolen
/// one, all of them the same. permission_denied when they are too few. Other events: success.
[[nodiscard]] Status check_registrar_change(const Policy& policy,
                                            const std::vector<Event>& subjects);

/// The document after the event. The event must have been decided on this state.
[[nodiscard]] DocumentState apply(DocumentState state, const Event& event,
                                  const EventPosition& position);

/// The person after the event; `person` is a default one for `person_added`. `time` is the
/// event's time.
[[nodiscard]] Person apply(Person person, const Event& event, Instant time);

/// The command that leads to this event, so that replay can decide it again. The new content's
/// size is the caller's (`content_bytes`, of all files of the subject's tree).
[[nodiscard]] DocumentCommand command_of(const Event& event, const Content& content,
                                         std::int64_t content_bytes);
[[nodiscard]] PersonCommand command_of_person(const Event& event);

/// Whether the event ends the validity of a key, which was valid to the second before it: so it
/// comes a second later at least than the event before.
[[nodiscard]] bool ends_a_key(EventKind kind);

}  // namespace muniment::core
