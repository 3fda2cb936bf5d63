// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide_support.h"

#include <algorithm>

#include "core/policy_usable.h"
#include "core/text.h"

namespace muniment::core::detail {
namespace {

bool holds_a_place(const Stage& stage, const std::vector<Signature>& signatures, int number,
                   const std::vector<Slot>& more) {
    std::vector<std::vector<Slot>> signers;
    for (const auto& signature : signatures) {
        if (signature.stage == number) signers.push_back(signature.slots);
    }
    const std::size_t before = filled_slots(stage, signers);
    signers.push_back(more);
    return filled_slots(stage, signers) > before;
}

/// Somebody who gave the signer their places for the time being, and whose places fit.
const Person* delegator_for(const Circumstances& around, const Person& signer, const Stage& stage,
                            const Metadata& document, const PersonId& wanted) {
    for (const auto& delegation : signer.delegations) {
        const auto delegator = around.people.find(delegation.delegator);
        const bool active = delegation.from.first_instant <= around.now &&
                            around.now < delegation.until.first_instant;
        if (!active || delegation.delegator != wanted || delegator == around.people.end()) continue;
        const auto roles = roles_for(delegator->second.roles, Matter(document));
        const bool fits = !eligible_slots(stage, delegator->first, roles).empty();
        if (delegator->second.enabled && fits) return &delegator->second;
    }
    return nullptr;
}

Status check_not_signed_before(const Circumstances& around, const Person& signer,
                               const RouteProgress& progress) {
    for (const auto& signature : progress.signatures) {
        if (signature.person != signer.id) continue;
        if (signature.stage == progress.stage) {
            return fail(ErrorCode::failed_precondition, "you have signed this stage already",
                        "Another person must sign for the place that is left.");
        }
        if (around.policy.once_per_route) {
            return fail(ErrorCode::permission_denied,
                        "you have signed stage " + std::to_string(signature.stage) +
                            " of this route, and the policy asks for another person in each",
                        "Somebody else must sign this stage.");
        }
    }
    return {};
}

/// A delegate fills the delegator's place. Who has one place cannot fill two by lending it.
Status check_place_not_lent(const PersonId& holder, const RouteProgress& progress) {
    for (const auto& signature : progress.signatures) {
        if (signature.stage != progress.stage) continue;
        if (signature.on_behalf_of.value_or(signature.person) != holder) continue;
        return fail(ErrorCode::failed_precondition,
                    signature.person.text() + " has signed this stage in the place of " +
                        holder.text() + " already",
                    "Another person must sign for the place that is left.");
    }
    return {};
}

tl::unexpected<Error> missing_right(const Circumstances& around, const Person& person, Right right,
                                    const std::string& what) {
    const auto& roles = around.policy.rights.at(right);
    return fail(ErrorCode::permission_denied,
                person.id.text() + " (" + join({person.roles.begin(), person.roles.end()}, ", ") +
                    ") may not " + what,
                "The policy gives this to: " + join({roles.begin(), roles.end()}, ", ") + ".");
}

}  // namespace

Result<const Person*> acting_person(const Circumstances& around, EventKind kind,
                                    const SubjectName& subject) {
    const auto found = around.people.find(around.actor.person);
    if (found == around.people.end()) {
        return fail(ErrorCode::not_found, "there is no person '" + around.actor.person.text() + "'",
                    "Name the acting person with --as; `muniment person list` shows who there is.");
    }
    const Person& person = found->second;
    if (!person.enabled) {
        return fail(ErrorCode::permission_denied, person.id.text() + " is disabled",
                    "An administrator can say why.");
    }
    Event event;
    event.kind = kind;
    event.subject = subject;
    const bool must_sign = signer_of(event) == Signer::person;
    if (must_sign != is_signature(around.actor.authentication)) {
        return fail(ErrorCode::permission_denied,
                    must_sign ? "this act needs your signature, and so your password"
                              : "this act is recorded without a personal signature");
    }
    if (must_sign && !may_sign(person, around.now)) {
        return fail(ErrorCode::permission_denied, person.id.text() + " has no key that may sign",
                    person.enrolment == Enrolment::unconfirmed
                        ? "Another authorised person must confirm the key first."
                        : "Enrol first: `muniment person enrol " + person.id.text() +
                              " --code CODE`; an administrator gives the code.");
    }
    return &person;
}

Status require_right(const Circumstances& around, const Person& person, Right right,
                     const std::string& what) {
    if (allows(around.policy, right, roles_everywhere(person.roles))) return {};
    return missing_right(around, person, right, what);
}

Status require_right(const Circumstances& around, const Person& person, Right right,
                     const std::string& what, const std::vector<const Metadata*>& documents) {
    for (const auto* document : documents) {
        if (allows(around.policy, right, roles_for(person.roles, Matter(*document)))) continue;
        return missing_right(around, person, right, what);
    }
    return {};
}

Right right_for(const Identifier& id, Right right) {
    return id.is_policy() ? Right::change_policy : right;
}

Status require_reason(const std::string& reason, const std::string& what) {
    if (trimmed(reason).empty()) {
        return fail(ErrorCode::invalid_argument, what + " needs a reason",
                    "Give one with --reason.");
    }
    return check_comment(reason);
}

Status check_comment(const std::string& comment) {
    const bool forbidden = std::any_of(comment.begin(), comment.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
    });
    if (forbidden || !is_utf8(comment) || character_count(comment) > 10000) {
        return fail(ErrorCode::invalid_argument,
                    "a reason or comment is UTF-8 text of at most 10,000 characters, without "
                    "control characters");
    }
    return {};
}

Status check_today(const Circumstances& around, Date today) {
    if (is_somewhere(today, around.now)) return {};
    return fail(ErrorCode::invalid_argument,
                render(today) + " is not the date of today anywhere at " + render(around.now));
}

Event event_of(const Circumstances& around, const Person& person, EventKind kind,
               const SubjectName& subject) {
    Event event;
    event.kind = kind;
    event.subject = subject;
    event.person = person.id;
    event.name = person.name;
    event.roles = person.roles;
    event.authentication = around.actor.authentication;
    event.via = around.actor.via;
    return event;
}

Status check_usable(const Circumstances& around, const DocumentState& state) {
    if (!state.id.is_policy()) return {};
    if (around.proposed == nullptr) {
        return fail(ErrorCode::internal, "the rules of the proposed policy were not read");
    }
    std::vector<std::string> reasons;
    const auto& policy_class = newest_metadata(state).reading_class;
    for (const auto& fault :
         faults_with_people(*around.proposed, policy_class, around.people, around.now)) {
        reasons.push_back(render(fault));
    }
    if (reasons.empty()) return {};
    return fail(ErrorCode::failed_precondition,
                "this policy would be a dead end: " + join(reasons, "; "),
                "Add and enrol the people first, or change the proposal.");
}

Status check_shown(const Digest& shown, const Content& content, const std::string& act) {
    if (shown == content.sha256) return {};
    return fail(ErrorCode::conflict, "this is not the content that was shown to you",
                "It changed in the meantime. Look at it again, and " + act + " what you then see.");
}

void set_revision(Event& event, const RevisionLabel& label, RevisionState state,
                  const Content& content) {
    event.revision = label;
    event.state = state;
    event.content_sha256 = content.sha256;
}

int review_months(const DocumentType& type, const Metadata& metadata) {
    return metadata.review_months.value_or(type.review_months);
}

tl::unexpected<Error> wrong_state(const DocumentState& state, Instant now,
                                  const std::string& wanted, const std::string& hint) {
    std::string is = state.id.text();
    if (state.retirement) {
        is += " waits for its retirement to be signed";
    } else if (state.planned_retirement) {
        is += " is to be retired on " + render(state.planned_retirement->date.date);
    } else if (state.working) {
        is += " revision " + state.working->label.text() + " is " +
              std::string(name_of(state.working->state));
    } else if (const auto* next = pending(state, now)) {
        is += " revision " + next->label.text() + " is approved and takes effect at " +
              render(next->start);
    } else if (const auto* current = in_force(state, now)) {
        is += " revision " + current->label.text() + " is effective";
    } else {
        is += is_retired(state, now) ? " is retired" : " has nothing in force";
    }
    return fail(ErrorCode::failed_precondition, is + "; " + wanted, hint);
}

Result<SigningOutcome> sign_stage(const Circumstances& around, const Person& signer,
                                  const Metadata& document, const RouteProgress& progress,
                                  const Sign& sign) {
    const Stage& stage = progress.route.at(static_cast<std::size_t>(progress.stage - 1));
    if (sign.meaning != stage.meaning) {
        return fail(ErrorCode::failed_precondition,
                    "stage " + std::to_string(progress.stage) + " waits for " +
                        std::string(name_of(stage.meaning)) + ", not for " +
                        std::string(name_of(sign.meaning)));
    }
    MUNIMENT_CHECK(check_not_signed_before(around, signer, progress));
    MUNIMENT_CHECK(check_place_not_lent(sign.on_behalf_of.value_or(signer.id), progress));
    SigningOutcome outcome;
    if (sign.on_behalf_of) {
        const auto* delegator = delegator_for(around, signer, stage, document, *sign.on_behalf_of);
        if (delegator == nullptr) {
            return fail(ErrorCode::permission_denied, "no delegation from " +
                                                          sign.on_behalf_of->text() +
                                                          " is in force now that fits this stage");
        }
        outcome.slots =
            eligible_slots(stage, delegator->id, roles_for(delegator->roles, Matter(document)));
        outcome.on_behalf_of = delegator->id;
    } else {
        outcome.slots = eligible_slots(stage, signer.id, roles_for(signer.roles, Matter(document)));
    }
    if (!holds_a_place(stage, progress.signatures, progress.stage, outcome.slots)) {
        return fail(ErrorCode::permission_denied,
                    signer.id.text() + " fills no open place of stage " +
                        std::to_string(progress.stage) + " (" + join(stage.slots, ", ") + ")",
                    "A holder of the role, the named person, or their delegate must sign.");
    }
    if (sign.decision == Decision::reject) return outcome;
    std::vector<std::vector<Slot>> signers{outcome.slots};
    for (const auto& signature : progress.signatures) {
        if (signature.stage == progress.stage) signers.push_back(signature.slots);
    }
    outcome.completes_route = filled_slots(stage, signers) >= stage.required &&
                              static_cast<std::size_t>(progress.stage) == progress.route.size();
    return outcome;
}

}  // namespace muniment::core::detail
