// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event.h"

namespace muniment::core {
namespace {

constexpr FieldRule must(Field field) {
    return {field, Presence::required};
}
constexpr FieldRule may(Field field) {
    return {field, Presence::optional};
}

using enum EventKind;
using enum Field;
using Rules = std::vector<EventRule>;

Rules library_rules() {
    return {
        {library_founded,
         "library-founded",
         "library",
         Signer::registrar,
         false,
         {},
         "Found the library"},
        {library_accepted,
         "library-accepted",
         "document, person",
         Signer::person,
         false,
         {may(Field::revision), may(Field::state), may(Field::type), may(Field::effective),
          may(Field::review_due), may(Field::statement), must(Field::via)},
         "Accept {subject} as founded"},
    };
}

Rules draft_rules() {
    return {
        {draft_created,
         "draft-created",
         "document",
         Signer::registrar,
         true,
         {must(revision), must(state), must(type), must(change_kind), must(via)},
         "Draft {subject} revision {revision}"},
        {revision_drafted,
         "revision-drafted",
         "document",
         Signer::registrar,
         true,
         {must(revision), must(state), must(type), must(change_kind), must(via)},
         "Draft {subject} revision {revision}"},
        {draft_edited,
         "draft-edited",
         "document",
         Signer::registrar,
         true,
         {must(revision), must(state), must(type), must(change_kind), must(via)},
         "Edit {subject} revision {revision}"},
        {submitted,
         "submitted",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), may(self_released), may(route), must(meaning), must(via)},
         "Submit {subject} revision {revision}"},
        {draft_signed,
         "draft-signed",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(stage), must(meaning), must(decision), must(slots),
          may(on_behalf_of), must(via)},
         "{decision} {subject} revision {revision}"},
        {stage_reassigned,
         "stage-reassigned",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(stage), must(reassigned), must(via)},
         "Reassign a place of {subject} revision {revision}"},
        {withdrawn,
         "withdrawn",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(via)},
         "Withdraw {subject} revision {revision}"},
    };
}

Rules force_rules() {
    return {
        {released,
         "released",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), may(self_released), must(meaning), must(effective),
          may(review_due), must(via)},
         "Release {subject} revision {revision}"},
        {rescheduled,
         "rescheduled",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(effective), may(review_due), must(via)},
         "Reschedule {subject} revision {revision}"},
        {release_cancelled,
         "release-cancelled",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(via)},
         "Cancel the release of {subject} revision {revision}"},
        {took_effect,
         "took-effect",
         "document",
         Signer::registrar,
         false,
         {must(revision), must(state), must(effective)},
         "{subject} revision {revision} takes effect"},
        {periodic_review,
         "periodic-review",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(outcome), must(local_date), may(review_due), must(via)},
         "Review {subject} revision {revision}"},
        {acknowledged,
         "acknowledged",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(acknowledges), must(via)},
         "Acknowledge {subject} revision {revision}"},
        {imported,
         "imported",
         "document",
         Signer::person,
         true,
         {must(revision), must(state), must(type), must(change_kind), may(effective),
          may(review_due), may(stated), must(manifest), must(via)},
         "Import {subject} revision {revision}"},
    };
}

Rules retirement_rules() {
    return {
        {retirement_requested,
         "retirement-requested",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), may(self_released), may(route), may(effective), must(via)},
         "Ask to retire {subject}"},
        {retirement_signed,
         "retirement-signed",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(stage), must(meaning), must(decision), must(slots),
          may(on_behalf_of), may(effective), must(via)},
         "{decision} the retirement of {subject}"},
        {retirement_withdrawn,
         "retirement-withdrawn",
         "document",
         Signer::person,
         false,
         {must(revision), must(state), must(via)},
         "Keep {subject}: no retirement"},
    };
}

Rules people_rules() {
    return {
        {person_added,
         "person-added",
         "person",
         Signer::person,
         true,
         {must(printed_name), may(added_roles), may(proposed_roles), must(via)},
         "Add {subject}"},
        {person_enrolled,
         "person-enrolled",
         "person",
         Signer::registrar,
         true,
         {must(key), must(statement), must(enrolment), must(via)},
         "Enrol {subject}"},
        {person_confirmed,
         "person-confirmed",
         "person",
         Signer::person,
         true,
         {must(via)},
         "Confirm the key of {subject}"},
        {key_reset,
         "key-reset",
         "person",
         Signer::person,
         true,
         {must(via)},
         "Reset the key of {subject}"},
        {key_replaced,
         "key-replaced",
         "person",
         Signer::person,
         true,
         {must(key), must(statement), must(via)},
         "Replace the key of {subject}"},
        {roles_changed,
         "roles-changed",
         "person",
         Signer::person,
         true,
         {may(added_roles), may(removed_roles), must(via)},
         "Change the roles of {subject}"},
        {roles_proposed,
         "roles-proposed",
         "person",
         Signer::person,
         true,
         {may(added_roles), may(removed_roles), must(via)},
         "Propose other roles for {subject}"},
        {roles_decided,
         "roles-decided",
         "person",
         Signer::person,
         true,
         {must(decision), may(added_roles), may(removed_roles), must(via)},
         "{decision} the roles of {subject}"},
        {person_disabled,
         "person-disabled",
         "person",
         Signer::person,
         true,
         {must(via)},
         "Disable {subject}"},
        {delegation_given,
         "delegation-given",
         "person",
         Signer::person,
         true,
         {must(delegation), must(via)},
         "Delegate to {subject}"},
        {key_enrolled,
         "key-enrolled",
         "person",
         Signer::person,
         true,
         {must(key), must(via)},
         "Enrol a key of {subject}"},
        {key_revoked,
         "key-revoked",
         "person",
         Signer::person,
         true,
         {must(revoked_key), may(compromised_since), must(via)},
         "Revoke a key of {subject}"},
    };
}

Rules registrar_rules() {
    return {
        {registrar_rotated,
         "registrar-rotated",
         "person",
         Signer::person,
         true,
         {must(registrar_key), must(via)},
         "Rotate the registrar's key: {subject}"},
        {registrar_replaced,
         "registrar-replaced",
         "person",
         Signer::person,
         true,
         {must(registrar_key), may(compromised_since), must(via)},
         "Replace the registrar's key: {subject}"},
    };
}

Rules all_rules() {
    Rules all;
    for (Rules part : {library_rules(), draft_rules(), force_rules(), retirement_rules(),
                       people_rules(), registrar_rules()}) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace

const std::vector<EventRule>& event_rules() {
    static const Rules rules = all_rules();
    return rules;
}

/// The table has a row for every kind, in the kinds' order; a test holds it to that.
const EventRule& rule_of(EventKind kind) {
    return event_rules().at(static_cast<std::size_t>(kind));
}

}  // namespace muniment::core
