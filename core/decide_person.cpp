// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "core/decide_support.h"
#include "core/policy_usable.h"
#include "core/text.h"

namespace muniment::core {
namespace {

using detail::acting_person;
using detail::event_of;
using detail::require_right;

/// What one command about a person looks at.
struct Case {
    const Circumstances& around;
    const PersonId& id;
    const Person& subject;  ///< a default-made one for somebody not yet known
};

Result<const Person*> managing_person(const Case& c, EventKind kind) {
    MUNIMENT_TRY(const Person* actor, acting_person(c.around, kind, SubjectName(c.id)));
    MUNIMENT_CHECK(require_right(c.around, *actor, Right::manage_people, "manage people"));
    return actor;
}

/// Each grant is of a role, and of a type, that the policy in force knows.
Status check_grants(const Policy& policy, const GrantSet& grants) {
    for (const auto& text : grants) {
        MUNIMENT_TRY(const auto grant, parse_grant(text));
        if (policy.roles.count(grant.role) == 0) {
            return fail(ErrorCode::not_found, "there is no role '" + grant.role + "'",
                        "The policy knows: " +
                            join({policy.roles.begin(), policy.roles.end()}, ", ") + ".");
        }
        if (!grant.type.empty()) MUNIMENT_CHECK(policy.type(grant.type));
    }
    return {};
}

Status refuse_self(const Case& c, const Person& actor, const std::string& what) {
    if (actor.id != c.id) return {};
    return fail(ErrorCode::permission_denied, "nobody can " + what + " for themselves",
                "Another authorised person must do it.");
}

/// Who handed out the code could have used it: the key that it made is confirmed by a third person.
Status refuse_giver_of_code(const Case& c, const Person& actor) {
    if (c.subject.code_from != actor.id) return {};
    return fail(ErrorCode::permission_denied,
                actor.id.text() + " gave " + c.id.text() +
                    " the code, so somebody else must confirm the key",
                "Ask another person who may manage people.");
}

/// Who is disabled gets no key any more, also when a reset was under way at that time.
Status require_enabled(const Case& c) {
    if (c.subject.enabled) return {};
    return fail(ErrorCode::failed_precondition, c.id.text() + " is disabled",
                "Nobody is enabled again; add the person anew, under another id.");
}

std::size_t valid_keys(const Person& person, Instant now) {
    std::size_t count = 0;
    for (const auto& key : person.keys) {
        if (valid_key(person, key.public_key, now) != nullptr) ++count;
    }
    return count;
}

tl::unexpected<Error> last_administrator(const Case& c) {
    if (c.around.policy.two_person_rule) {
        return fail(ErrorCode::failed_precondition,
                    "the policy wants two persons for changes of roles, and without " +
                        c.id.text() + " there would not be two who can manage people",
                    "Give the role to somebody else first.");
    }
    return fail(ErrorCode::failed_precondition,
                c.id.text() + " is the last person who can manage people",
                "Give the role to somebody else first.");
}

/// All people as they would be after the change of this one.
People with(const Case& c, const Person& after) {
    People people = c.around.people;
    people.insert_or_assign(c.id, after);
    return people;
}

/// Roles can always be changed by somebody: by two people where the policy asks for them.
Status check_managers_left(const Case& c, const Person& after) {
    const auto& [policy, people, actor, now, proposed] = c.around;
    const std::size_t left = managers(policy, with(c, after), now);
    const bool fewer = left < managers(policy, people, now);
    if (!fewer || left >= (policy.two_person_rule ? 2U : 1U)) return {};
    return last_administrator(c);
}

/// Who leaves is disabled even when one manager remains under the two-person rule, as long as those
/// who stay could change the policy.
Status check_somebody_left(const Case& c, const Person& after) {
    const auto& policy = c.around.policy;
    const People people = with(c, after);
    const bool one = managers(policy, people, c.around.now) == 1;
    if (policy.two_person_rule && one && is_changeable(policy, people, c.around.now)) return {};
    return check_managers_left(c, after);
}

Person with_roles(Person person, const GrantSet& add, const GrantSet& remove) {
    person.roles.insert(add.begin(), add.end());
    for (const auto& grant : remove) person.roles.erase(grant);
    return person;
}

Result<Event> decide_on(const Case& c, const AddPerson& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::person_added));
    if (c.subject.id == c.id) {
        return fail(ErrorCode::already_exists, "there is a person '" + c.id.text() + "' already",
                    "An id belongs to one person for ever; choose another.");
    }
    MUNIMENT_CHECK(check_printed_name(command.name));
    MUNIMENT_CHECK(check_grants(c.around.policy, command.roles));
    if (command.roles.empty()) {
        return fail(ErrorCode::invalid_argument, "a person needs at least one role",
                    "Use --role reader for somebody who only reads.");
    }
    MUNIMENT_CHECK(detail::check_comment(command.comment));
    Event event = event_of(c.around, *actor, EventKind::person_added, SubjectName(c.id));
    event.printed_name = command.name;
    event.comment = command.comment;
    (c.around.policy.two_person_rule ? event.proposed_roles : event.added_roles) = command.roles;
    return event;
}

Result<Event> decide_on(const Case& c, const EnrolPerson& command) {
    MUNIMENT_TRY(const Person* actor,
                 acting_person(c.around, EventKind::person_enrolled, SubjectName(c.id)));
    if (actor->id != c.id) {
        return fail(ErrorCode::permission_denied, "people enrol themselves, nobody for another");
    }
    if (c.subject.enrolment != Enrolment::invited || c.subject.was_reset) {
        return fail(ErrorCode::failed_precondition,
                    c.subject.was_reset ? "after a reset another person must confirm the new key"
                                        : c.id.text() + " has enrolled already");
    }
    Event event = event_of(c.around, *actor, EventKind::person_enrolled, SubjectName(c.id));
    event.key = command.key;
    event.key_proof = command.key_proof;
    event.statement = command.statement;
    event.enrolment =
        c.around.policy.enrolment_confirmation ? Enrolment::unconfirmed : Enrolment::enrolled;
    return event;
}

Result<Event> decide_on(const Case& c, const ConfirmPerson& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::person_confirmed));
    MUNIMENT_CHECK(refuse_self(c, *actor, "confirm a key"));
    MUNIMENT_CHECK(refuse_giver_of_code(c, *actor));
    MUNIMENT_CHECK(require_enabled(c));
    if (c.subject.enrolment != Enrolment::unconfirmed) {
        return fail(ErrorCode::failed_precondition,
                    "the key of " + c.id.text() + " needs no confirmation");
    }
    MUNIMENT_CHECK(detail::check_comment(command.comment));
    Event event = event_of(c.around, *actor, EventKind::person_confirmed, SubjectName(c.id));
    event.comment = command.comment;
    return event;
}

Result<Event> decide_on(const Case& c, const ResetKey& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::key_reset));
    MUNIMENT_CHECK(refuse_self(c, *actor, "reset a key"));
    MUNIMENT_CHECK(detail::require_reason(command.reason, "a reset"));
    MUNIMENT_CHECK(require_enabled(c));
    Event event = event_of(c.around, *actor, EventKind::key_reset, SubjectName(c.id));
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Case& c, const ReplaceKey& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::key_replaced));
    MUNIMENT_CHECK(refuse_self(c, *actor, "confirm a key"));
    MUNIMENT_CHECK(refuse_giver_of_code(c, *actor));
    MUNIMENT_CHECK(require_enabled(c));
    if (!c.subject.was_reset || c.subject.enrolment != Enrolment::invited) {
        return fail(ErrorCode::failed_precondition, c.id.text() + " has no reset under way");
    }
    MUNIMENT_CHECK(detail::check_comment(command.comment));
    Event event = event_of(c.around, *actor, EventKind::key_replaced, SubjectName(c.id));
    event.comment = command.comment;
    event.key = command.key;
    event.key_proof = command.key_proof;
    event.statement = command.statement;
    return event;
}

Result<Event> decide_on(const Case& c, const ChangeRoles& command) {
    const auto kind =
        c.around.policy.two_person_rule ? EventKind::roles_proposed : EventKind::roles_changed;
    MUNIMENT_TRY(const Person* actor, managing_person(c, kind));
    MUNIMENT_CHECK(check_grants(c.around.policy, command.add));
    if (c.subject.proposal) {
        return fail(ErrorCode::failed_precondition,
                    "a change of the roles of " + c.id.text() + ", proposed by " +
                        c.subject.proposal->by.text() + ", waits for a second person",
                    "Confirm or reject it first.");
    }
    const Person after = with_roles(c.subject, command.add, command.remove);
    if (after.roles == c.subject.roles) {
        return fail(ErrorCode::failed_precondition,
                    "the roles of " + c.id.text() + " are so already");
    }
    MUNIMENT_CHECK(check_managers_left(c, after));
    MUNIMENT_CHECK(detail::check_comment(command.reason));
    Event event = event_of(c.around, *actor, kind, SubjectName(c.id));
    event.comment = command.reason;
    event.added_roles = command.add;
    event.removed_roles = command.remove;
    return event;
}

/// Who proposed may take it back; for the rest a second person decides, and nobody about
/// themselves.
Status check_second_person(const Case& c, const Person& actor, const DecideRoles& command) {
    const bool proposed_it = actor.id == c.subject.proposal->by;
    if (proposed_it && command.decision == Decision::reject) return {};
    MUNIMENT_CHECK(refuse_self(c, actor, "decide about roles"));
    if (!proposed_it) return {};
    return fail(ErrorCode::permission_denied, "who proposed a change of roles cannot confirm it",
                "Another authorised person must do it.");
}

Result<Event> decide_on(const Case& c, const DecideRoles& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::roles_decided));
    if (!c.subject.proposal) {
        return fail(ErrorCode::failed_precondition,
                    "no change of the roles of " + c.id.text() + " waits for a decision");
    }
    if (command.add != c.subject.proposal->add || command.remove != c.subject.proposal->remove) {
        return fail(ErrorCode::conflict, "this is not the change that was shown to you",
                    "Look at it again, and decide about what you then see.");
    }
    MUNIMENT_CHECK(check_second_person(c, *actor, command));
    if (command.decision == Decision::reject) {
        MUNIMENT_CHECK(detail::require_reason(command.comment, "a rejection"));
    } else {
        MUNIMENT_CHECK(detail::check_comment(command.comment));
        MUNIMENT_CHECK(check_grants(c.around.policy, command.add));
        MUNIMENT_CHECK(check_managers_left(c, with_roles(c.subject, command.add, command.remove)));
    }
    Event event = event_of(c.around, *actor, EventKind::roles_decided, SubjectName(c.id));
    event.decision = command.decision;
    event.added_roles = command.add;
    event.removed_roles = command.remove;
    event.comment = command.comment;
    return event;
}

Result<Event> decide_on(const Case& c, const DisablePerson& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::person_disabled));
    if (!c.subject.enabled) {
        return fail(ErrorCode::failed_precondition, c.id.text() + " is disabled already");
    }
    MUNIMENT_CHECK(detail::check_comment(command.reason));
    Person after = c.subject;
    after.enabled = false;
    MUNIMENT_CHECK(check_somebody_left(c, after));
    // The event ends the person's key, so it cannot be signed with it.
    MUNIMENT_CHECK(refuse_self(c, *actor, "end an account"));
    Event event = event_of(c.around, *actor, EventKind::person_disabled, SubjectName(c.id));
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Case& c, const Delegate& command) {
    MUNIMENT_TRY(const Person* actor,
                 acting_person(c.around, EventKind::delegation_given, SubjectName(c.id)));
    MUNIMENT_CHECK(refuse_self(c, *actor, "delegate"));
    if (!c.subject.enabled) {
        return fail(ErrorCode::failed_precondition, c.id.text() + " is disabled",
                    "Choose somebody else.");
    }
    if (!is_plausible(command.from) || !is_plausible(command.until) ||
        command.until.first_instant <= command.from.first_instant) {
        return fail(ErrorCode::invalid_argument, "a delegation ends after it begins");
    }
    if (command.until.first_instant <= c.around.now) {
        return fail(ErrorCode::invalid_argument, "this delegation would be over already");
    }
    Event event = event_of(c.around, *actor, EventKind::delegation_given, SubjectName(c.id));
    event.delegated_from = command.from;
    event.delegated_until = command.until;
    return event;
}

Result<Event> decide_on(const Case& c, const EnrolKey& command) {
    MUNIMENT_TRY(const Person* actor,
                 acting_person(c.around, EventKind::key_enrolled, SubjectName(c.id)));
    if (actor->id != c.id) {
        return fail(ErrorCode::permission_denied,
                    "people enrol their own keys, nobody for another");
    }
    if (command.known) {
        return fail(ErrorCode::already_exists, "this key stands in the register already",
                    "A key belongs to one person and is enrolled once; make a new one.");
    }
    Event event = event_of(c.around, *actor, EventKind::key_enrolled, SubjectName(c.id));
    event.key = command.key;
    event.key_proof = command.key_proof;
    return event;
}

Status check_compromise(const Case& c, const std::optional<Instant>& since) {
    if (!since || *since <= c.around.now) return {};
    return fail(ErrorCode::invalid_argument, "a key cannot be compromised from a later moment on");
}

Result<Event> decide_on(const Case& c, const RevokeKey& command) {
    MUNIMENT_TRY(const Person* actor,
                 acting_person(c.around, EventKind::key_revoked, SubjectName(c.id)));
    const bool own = actor->id == c.id;
    if (!own) {
        MUNIMENT_CHECK(
            require_right(c.around, *actor, Right::manage_people, "revoke other people's keys"));
    }
    MUNIMENT_CHECK(detail::require_reason(command.reason, "a revocation"));
    MUNIMENT_CHECK(check_compromise(c, command.compromised_since));
    if (valid_key(c.subject, command.key, c.around.now) == nullptr) {
        return fail(ErrorCode::failed_precondition, c.id.text() + " has no such valid key",
                    "`muniment key list` shows the keys and since when they are valid.");
    }
    // The key ends a second before the event, so another one must sign it.
    if (own && valid_keys(c.subject, c.around.now) < 2) {
        return fail(ErrorCode::failed_precondition, "this is your only key",
                    "Enrol another one first, or have an administrator reset you.");
    }
    Event event = event_of(c.around, *actor, EventKind::key_revoked, SubjectName(c.id));
    event.revoked_key = command.key;
    event.compromised_since = command.compromised_since;
    event.comment = command.reason;
    return event;
}

/// What both ways of changing the registrar's key ask of each who signs for it.
Result<Event> registrar_event(const Case& c, EventKind kind, const std::string& key,
                              const std::string& proof) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, kind));
    if (actor->id != c.id) {
        return fail(ErrorCode::permission_denied,
                    "who signs for the registrar's key signs for themself");
    }
    Event event = event_of(c.around, *actor, kind, SubjectName(c.id));
    event.registrar_key = key;
    event.registrar_key_proof = proof;
    return event;
}

Result<Event> decide_on(const Case& c, const RotateRegistrar& command) {
    MUNIMENT_CHECK(detail::check_comment(command.reason));
    MUNIMENT_TRY(auto event,
                 registrar_event(c, EventKind::registrar_rotated, command.key, command.key_proof));
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Case& c, const ReplaceRegistrar& command) {
    MUNIMENT_CHECK(detail::require_reason(command.reason, "a new key of the registrar"));
    MUNIMENT_CHECK(check_compromise(c, command.compromised_since));
    MUNIMENT_TRY(auto event,
                 registrar_event(c, EventKind::registrar_replaced, command.key, command.key_proof));
    event.compromised_since = command.compromised_since;
    event.comment = command.reason;
    return event;
}

}  // namespace

bool ends_a_key(EventKind kind) {
    return kind == EventKind::key_reset || kind == EventKind::key_replaced ||
           kind == EventKind::key_revoked || kind == EventKind::person_disabled ||
           kind == EventKind::registrar_rotated || kind == EventKind::registrar_replaced;
}

Status check_registrar_change(const Policy& policy, const std::vector<Event>& subjects) {
    if (subjects.empty() || subjects.front().registrar_key.empty()) return {};
    const Event& first = subjects.front();
    std::set<PersonId> people;
    for (const auto& event : subjects) {
        const bool same = event.kind == first.kind && event.registrar_key == first.registrar_key &&
                          event.registrar_key_proof == first.registrar_key_proof &&
                          event.compromised_since == first.compromised_since;
        if (!same) {
            return fail(ErrorCode::invalid_argument,
                        "those who sign for the registrar's key must mean the same key");
        }
        people.insert(event.person);
    }
    const bool rotated = first.kind == EventKind::registrar_rotated;
    const auto needed = rotated ? 1 : static_cast<std::size_t>(policy.registrar_recovery);
    if (people.size() != subjects.size() || (rotated && people.size() > 1)) {
        return fail(ErrorCode::invalid_argument, "each person signs once for the registrar's key");
    }
    if (people.size() >= needed) return {};
    return fail(ErrorCode::permission_denied,
                "the policy asks for " + std::to_string(needed) +
                    " people who manage people, to replace the registrar's key",
                "The others sign in the same act: `muniment registrar replace --with ID`.");
}

Result<Event> decide(const Circumstances& around, const PersonId& id, const Person* subject,
                     const PersonCommand& command) {
    if (subject == nullptr && !std::holds_alternative<AddPerson>(command)) {
        return fail(ErrorCode::not_found, "there is no person '" + id.text() + "'",
                    "`muniment person list` shows who there is.");
    }
    const Person nobody;
    const Case c{around, id, subject != nullptr ? *subject : nobody};
    MUNIMENT_TRY(auto event,
                 std::visit([&](const auto& wanted) { return decide_on(c, wanted); }, command));
    return event;
}

}  // namespace muniment::core
