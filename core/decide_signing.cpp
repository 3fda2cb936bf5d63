// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/decide_support.h"

namespace muniment::core::detail {
namespace {

Result<const Person*> signing_person(const Circumstances& around, const DocumentState& state,
                                     EventKind kind, const Sign& sign) {
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(state.id)));
    if (sign.decision == Decision::reject) {
        MUNIMENT_CHECK(require_reason(sign.comment, "a rejection"));
    }
    MUNIMENT_CHECK(check_comment(sign.comment));
    return person;
}

void set_signature(Event& event, const RouteProgress& progress, const Sign& sign,
                   const SigningOutcome& outcome) {
    event.stage = progress.stage;
    event.meaning = sign.meaning;
    event.decision = sign.decision;
    event.slots = outcome.slots;
    event.on_behalf_of = outcome.on_behalf_of;
    event.comment = sign.comment;
}

/// State of a draft after a signature.
RevisionState after_signature(const Sign& sign, const SigningOutcome& outcome) {
    if (sign.decision == Decision::reject) return RevisionState::draft;
    return outcome.completes_route ? RevisionState::approved : RevisionState::in_review;
}

Result<Event> sign_draft(const Circumstances& around, const DocumentState& state,
                         const Sign& sign) {
    MUNIMENT_TRY(const Person* person,
                 signing_person(around, state, EventKind::draft_signed, sign));
    if (!state.working || state.working->state != RevisionState::in_review) {
        return wrong_state(state, around.now, "only a revision in review can be signed");
    }
    const WorkingRevision& working = *state.working;
    for (const auto& id : {person->id, sign.on_behalf_of.value_or(person->id)}) {
        if (!is_author(state, id)) continue;
        return fail(ErrorCode::permission_denied,
                    id == person->id
                        ? "you wrote or submitted this change, so somebody else must sign it"
                        : id.text() + " wrote this change, so nobody can sign it for them");
    }
    MUNIMENT_CHECK(check_shown(sign.shown, working.content, "sign"));
    MUNIMENT_TRY(const auto outcome,
                 sign_stage(around, *person, working.metadata, working.progress, sign));
    Event event = event_of(around, *person, EventKind::draft_signed, SubjectName(state.id));
    set_revision(event, working.label, after_signature(sign, outcome), working.content);
    set_signature(event, working.progress, sign, outcome);
    return event;
}

Result<Event> sign_retirement(const Circumstances& around, const DocumentState& state,
                              const Sign& sign) {
    MUNIMENT_TRY(const Person* person,
                 signing_person(around, state, EventKind::retirement_signed, sign));
    const auto* current = in_force(state, around.now);
    if (!state.retirement || current == nullptr) {
        return wrong_state(state, around.now, "no retirement waits to be signed");
    }
    const RetirementRequest& request = *state.retirement;
    if (person->id == request.requester || sign.on_behalf_of == request.requester) {
        return fail(ErrorCode::permission_denied,
                    "who asked for the retirement cannot sign it; somebody else must");
    }
    MUNIMENT_CHECK(check_shown(sign.shown, current->content, "sign"));
    MUNIMENT_TRY(const auto outcome,
                 sign_stage(around, *person, current->metadata, request.progress, sign));
    Event event = event_of(around, *person, EventKind::retirement_signed, SubjectName(state.id));
    const bool ahead = request.date && request.date->first_instant > around.now;
    set_revision(
        event, current->label,
        outcome.completes_route && !ahead ? RevisionState::retired : RevisionState::effective,
        current->content);
    set_signature(event, request.progress, sign, outcome);
    if (outcome.completes_route && ahead) {
        event.effective = EffectiveDate{request.date->date, request.date->first_instant};
    }
    return event;
}

/// The retirement asks for the type's stages of approval, the policy of now.
Route approval_stages(const DocumentType& type) {
    Route approvals;
    for (const auto& stage : type.route) {
        if (stage.meaning == Meaning::approval) approvals.push_back(stage);
    }
    return approvals;
}

Status check_slot(const Circumstances& around, const Slot& slot) {
    if (slot.empty() || slot[0] != '@') {
        if (around.policy.roles.count(slot) > 0) return {};
        return fail(ErrorCode::not_found, "there is no role '" + slot + "'");
    }
    MUNIMENT_TRY(const auto id, PersonId::parse(slot.substr(1)));
    const auto person = around.people.find(id);
    if (person == around.people.end()) {
        return fail(ErrorCode::not_found, "there is no person '" + id.text() + "'");
    }
    if (person->second.enabled) return {};
    return fail(ErrorCode::failed_precondition, id.text() + " is disabled");
}

/// A place that somebody has filled stays theirs: without it their signature would be worth
/// nothing.
Status check_free_place(const RouteProgress& progress, const Reassign& command) {
    Stage stage = progress.route[static_cast<std::size_t>(command.stage - 1)];
    std::vector<std::vector<Slot>> signers;
    for (const auto& signature : progress.signatures) {
        if (signature.stage == command.stage) signers.push_back(signature.slots);
    }
    *std::find(stage.slots.begin(), stage.slots.end(), command.from) = command.to;
    if (command.from != command.to && filled_slots(stage, signers) == signers.size()) return {};
    return fail(ErrorCode::invalid_argument,
                "the place of '" + command.from + "' in stage " + std::to_string(command.stage) +
                    (command.from == command.to ? " would stay as it is" : " is filled already"));
}

}  // namespace

Result<Event> decide_on(const Circumstances& around, const DocumentState& state, const Sign& sign) {
    return sign.request == Request::draft ? sign_draft(around, state, sign)
                                          : sign_retirement(around, state, sign);
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const RequestRetirement& command) {
    constexpr auto kind = EventKind::retirement_requested;
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(state.id)));
    const auto* current = in_force(state, around.now);
    MUNIMENT_CHECK(require_right(around, *person, Right::retire, "ask for a retirement",
                                 {&newest_metadata(state)}));
    if (state.id.is_policy()) {
        return fail(ErrorCode::failed_precondition, "a library cannot be without its policy");
    }
    if (state.working || pending(state, around.now) != nullptr || state.retirement ||
        state.planned_retirement || current == nullptr) {
        return wrong_state(state, around.now,
                           "only a document in force, without a draft or a "
                           "revision to come, can be retired",
                           "Withdraw the draft or cancel the release first.");
    }
    MUNIMENT_CHECK(require_reason(command.reason, "a retirement"));
    if (command.date && (command.date->date < command.today || !is_plausible(*command.date))) {
        return fail(ErrorCode::invalid_argument, "a retirement cannot lie in the past");
    }
    MUNIMENT_TRY(const auto* type, around.policy.type(state.type));
    Event event = event_of(around, *person, kind, SubjectName(state.id));
    const bool ahead = command.date && command.date->first_instant > around.now;
    set_revision(event, current->label,
                 type->self_released && !ahead ? RevisionState::retired : RevisionState::effective,
                 current->content);
    event.self_released = type->self_released;
    event.route = approval_stages(*type);
    if (ahead) event.effective = EffectiveDate{command.date->date, command.date->first_instant};
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const Reassign& command) {
    constexpr auto kind = EventKind::stage_reassigned;
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(state.id)));
    MUNIMENT_CHECK(require_right(around, *person, right_for(state.id, Right::reassign),
                                 "reassign a place", {&newest_metadata(state)}));
    const auto* current = in_force(state, around.now);
    const bool draft = state.working && state.working->state == RevisionState::in_review;
    if (!draft && (!state.retirement || current == nullptr)) {
        return wrong_state(state, around.now, "no route is under way");
    }
    const RouteProgress& progress = draft ? state.working->progress : state.retirement->progress;
    const bool open = command.stage >= progress.stage &&
                      static_cast<std::size_t>(command.stage) <= progress.route.size();
    const std::vector<Slot> places =
        open ? progress.route[static_cast<std::size_t>(command.stage - 1)].slots
             : std::vector<Slot>();
    if (std::find(places.begin(), places.end(), command.from) == places.end()) {
        return fail(ErrorCode::invalid_argument, "stage " + std::to_string(command.stage) +
                                                     " has no open place of '" + command.from +
                                                     "'");
    }
    MUNIMENT_CHECK(check_slot(around, command.to));
    MUNIMENT_CHECK(check_free_place(progress, command));
    MUNIMENT_CHECK(require_reason(command.reason, "a reassignment"));
    Event event = event_of(around, *person, kind, SubjectName(state.id));
    if (draft) {
        set_revision(event, state.working->label, state.working->state, state.working->content);
    } else {
        set_revision(event, current->label, RevisionState::effective, current->content);
    }
    event.stage = command.stage;
    event.reassigned_from = command.from;
    event.reassigned_to = command.to;
    event.comment = command.reason;
    return event;
}

}  // namespace muniment::core::detail
