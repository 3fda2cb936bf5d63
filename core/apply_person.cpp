// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/decide.h"

namespace muniment::core {
namespace {

void revoke_keys(Person& person, Instant at) {
    for (auto& key : person.keys) {
        if (!key.until) key.until = at;
    }
}

void revoke_key(Person& person, const std::string& public_key, Instant at) {
    for (auto& key : person.keys) {
        if (!key.until && key.public_key == public_key) key.until = at;
    }
}

void add_key(Person& person, const Event& event, Instant at, Enrolment then) {
    revoke_keys(person, at);
    person.keys.push_back({event.key, at, {}});
    person.enrolment = then;
    person.was_reset = false;
    if (then == Enrolment::enrolled) person.code_from.reset();
}

void change_roles(Person& person, const Event& event) {
    person.roles.insert(event.added_roles.begin(), event.added_roles.end());
    for (const auto& role : event.removed_roles) person.roles.erase(role);
}

void propose_roles(Person& person, const Event& event, const GrantSet& add) {
    person.proposal = RoleProposal{add, event.removed_roles, event.person};
}

void decide_roles(Person& person, const Event& event) {
    if (event.decision == Decision::accept) change_roles(person, event);
    person.proposal.reset();
}

void add_delegation(Person& person, const Event& event) {
    const auto from_same = [&](const auto& given) { return given.delegator == event.person; };
    person.delegations.erase(
        std::remove_if(person.delegations.begin(), person.delegations.end(), from_same),
        person.delegations.end());
    person.delegations.push_back({event.person, *event.delegated_from, *event.delegated_until});
}

}  // namespace

Person apply(Person person, const Event& event, Instant time) {
    switch (event.kind) {
        case EventKind::person_added:
            person.id = event.subject.person();
            person.name = event.printed_name;
            person.roles = event.added_roles;
            if (!event.proposed_roles.empty()) propose_roles(person, event, event.proposed_roles);
            person.code_from = event.person;
            break;
        case EventKind::person_enrolled:
            add_key(person, event, time, event.enrolment.value_or(Enrolment::enrolled));
            break;
        case EventKind::person_confirmed:
            person.enrolment = Enrolment::enrolled;
            person.code_from.reset();
            break;
        case EventKind::key_reset:
            // Who never had a key gets a fresh code, and nothing has to be replaced.
            person.was_reset = !person.keys.empty();
            revoke_keys(person, time);
            person.enrolment = Enrolment::invited;
            person.code_from = event.person;
            break;
        case EventKind::key_replaced:
            add_key(person, event, time, Enrolment::enrolled);
            break;
        case EventKind::roles_changed:
            change_roles(person, event);
            break;
        case EventKind::roles_proposed:
            propose_roles(person, event, event.added_roles);
            break;
        case EventKind::roles_decided:
            decide_roles(person, event);
            break;
        case EventKind::person_disabled:
            person.enabled = false;
            revoke_keys(person, time);
            break;
        case EventKind::delegation_given:
            add_delegation(person, event);
            break;
        case EventKind::key_enrolled:
            person.keys.push_back({event.key, time, {}});
            break;
        case EventKind::key_revoked:
            revoke_key(person, event.revoked_key, time);
            break;
        default:
            break;  // the founding acceptance changes nothing; the rest is about documents
    }
    return person;
}

}  // namespace muniment::core
