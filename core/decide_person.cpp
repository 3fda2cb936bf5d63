// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/decide_support.h"
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

Status check_roles(const Policy& policy, const RoleSet& roles) {
    for (const auto& role : roles) {
        if (policy.roles.count(role) > 0) continue;
        return fail(
            ErrorCode::not_found, "there is no role '" + role + "'",
            "The policy knows: " + join({policy.roles.begin(), policy.roles.end()}, ", ") + ".");
    }
    return {};
}

Status refuse_self(const Case& c, const Person& actor, const std::string& what) {
    if (actor.id != c.id) return {};
    return fail(ErrorCode::permission_denied, "nobody can " + what + " for themselves",
                "Another authorised person must do it.");
}

bool manages_people(const Case& c, const Person& person) {
    return may_sign(person, c.around.now) &&
           allows(c.around.policy, Right::manage_people, person.roles);
}

/// Whether somebody besides the subject can manage people: as far as the people at hand show, or
/// as the caller says, who knows the others.
bool is_another_manager(const Case& c, bool stated) {
    return stated ||
           std::any_of(c.around.people.begin(), c.around.people.end(), [&](const auto& entry) {
               return entry.first != c.id && manages_people(c, entry.second);
           });
}

tl::unexpected<Error> last_administrator(const Case& c) {
    return fail(ErrorCode::failed_precondition,
                c.id.text() + " is the last person who can manage people",
                "Give the role to somebody else first.");
}

Result<Event> decide_on(const Case& c, const AddPerson& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::person_added));
    if (c.subject.id == c.id) {
        return fail(ErrorCode::already_exists, "there is a person '" + c.id.text() + "' already",
                    "An id belongs to one person for ever; choose another.");
    }
    MUNIMENT_CHECK(check_printed_name(command.name));
    MUNIMENT_CHECK(check_roles(c.around.policy, command.roles));
    if (command.roles.empty()) {
        return fail(ErrorCode::invalid_argument, "a person needs at least one role",
                    "Use --role reader for somebody who only reads.");
    }
    Event event = event_of(c.around, *actor, EventKind::person_added, SubjectName(c.id));
    event.printed_name = command.name;
    event.added_roles = command.roles;
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

Result<Event> decide_on(const Case& c, const ConfirmPerson&) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::person_confirmed));
    MUNIMENT_CHECK(refuse_self(c, *actor, "confirm a key"));
    if (c.subject.enrolment != Enrolment::unconfirmed) {
        return fail(ErrorCode::failed_precondition,
                    "the key of " + c.id.text() + " needs no confirmation");
    }
    return event_of(c.around, *actor, EventKind::person_confirmed, SubjectName(c.id));
}

Result<Event> decide_on(const Case& c, const ResetKey& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::key_reset));
    MUNIMENT_CHECK(refuse_self(c, *actor, "reset a key"));
    MUNIMENT_CHECK(detail::require_reason(command.reason, "a reset"));
    if (!c.subject.enabled || c.subject.keys.empty()) {
        return fail(ErrorCode::failed_precondition, c.id.text() + " has no key to reset",
                    "Who never enrolled needs only a fresh code.");
    }
    Event event = event_of(c.around, *actor, EventKind::key_reset, SubjectName(c.id));
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Case& c, const ReplaceKey& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::key_replaced));
    MUNIMENT_CHECK(refuse_self(c, *actor, "confirm a key"));
    if (!c.subject.was_reset || c.subject.enrolment != Enrolment::invited) {
        return fail(ErrorCode::failed_precondition, c.id.text() + " has no reset under way");
    }
    Event event = event_of(c.around, *actor, EventKind::key_replaced, SubjectName(c.id));
    event.key = command.key;
    event.key_proof = command.key_proof;
    event.statement = command.statement;
    return event;
}

Result<Event> decide_on(const Case& c, const ChangeRoles& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::roles_changed));
    MUNIMENT_CHECK(check_roles(c.around.policy, command.add));
    Person after = c.subject;
    after.roles.insert(command.add.begin(), command.add.end());
    for (const auto& role : command.remove) after.roles.erase(role);
    if (after.roles == c.subject.roles) {
        return fail(ErrorCode::failed_precondition,
                    "the roles of " + c.id.text() + " are so already");
    }
    if (manages_people(c, c.subject) && !manages_people(c, after) &&
        !is_another_manager(c, command.another_administrator)) {
        return last_administrator(c);
    }
    Event event = event_of(c.around, *actor, EventKind::roles_changed, SubjectName(c.id));
    event.added_roles = command.add;
    event.removed_roles = command.remove;
    return event;
}

Result<Event> decide_on(const Case& c, const DisablePerson& command) {
    MUNIMENT_TRY(const Person* actor, managing_person(c, EventKind::person_disabled));
    if (!c.subject.enabled) {
        return fail(ErrorCode::failed_precondition, c.id.text() + " is disabled already");
    }
    MUNIMENT_CHECK(detail::check_comment(command.reason));
    if (manages_people(c, c.subject) && !is_another_manager(c, command.another_administrator)) {
        return last_administrator(c);
    }
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
        return fail(ErrorCode::failed_precondition, c.id.text() + " is disabled");
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

}  // namespace

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
