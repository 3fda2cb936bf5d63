// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide_support.h"

namespace muniment::core::detail {
namespace {

/// When a release starts: at its own event for today's date, else at the date's first instant.
Result<EffectiveDate> start_of(const Circumstances& around, const ResolvedDate& start, Date today) {
    if (start.date < today) {
        return fail(ErrorCode::invalid_argument,
                    "the effective date " + render(start.date) + " is in the past",
                    "Nothing comes into force before its release; choose today or a later date.");
    }
    if (!is_plausible(start)) {
        return fail(ErrorCode::invalid_argument, "the date and its first instant do not match");
    }
    if (start.first_instant > around.now) return EffectiveDate{start.date, start.first_instant};
    MUNIMENT_CHECK(check_today(around, start.date));
    return EffectiveDate{start.date, {}};
}

/// With none waiting, every earlier revision has started, so the next one comes after them all; in
/// the same second by its position in the register.
Status check_none_waits(const DocumentState& state, Instant now) {
    const auto* next = pending(state, now);
    if (next == nullptr) return {};
    return fail(ErrorCode::failed_precondition,
                "revision " + next->label.text() +
                    " waits for its date, and only one revision of a document can",
                "Cancel the release of revision " + next->label.text() +
                    ", or reschedule it and wait until it is in force.");
}

std::optional<Date> due_date(const DocumentType& type, const Metadata& metadata, Date from) {
    const int months = review_months(type, metadata);
    if (months == 0) return {};
    return months_after(from, months);
}

Result<const Person*> releasing_person(const Circumstances& around, EventKind kind,
                                       const DocumentState& state) {
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(state.id)));
    MUNIMENT_CHECK(require_right(around, *person, right_for(state.id, Right::release), "release",
                                 {&newest_metadata(state)}));
    return person;
}

Status require_owner_or_right(const Circumstances& around, const Person& person,
                              const Metadata& metadata, const Identifier& id) {
    if (person.id == metadata.owner) return {};
    return require_right(around, person, right_for(id, Right::review),
                         "review this document periodically", {&metadata});
}

}  // namespace

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const Release& command) {
    MUNIMENT_TRY(const Person* person, releasing_person(around, EventKind::released, state));
    if (!state.working || state.working->state != RevisionState::approved) {
        return wrong_state(state, around.now, "only an approved revision can be released",
                           "Every stage of its route must be signed first.");
    }
    const WorkingRevision& working = *state.working;
    MUNIMENT_CHECK(check_shown(command.shown, working.content, "release"));
    MUNIMENT_CHECK(check_comment(command.comment));
    MUNIMENT_CHECK(check_usable(around, state));
    MUNIMENT_CHECK(check_none_waits(state, around.now));
    MUNIMENT_TRY(const auto effective, start_of(around, command.start, command.today));
    MUNIMENT_TRY(const auto* type, around.policy.type(state.type));
    Event event = event_of(around, *person, EventKind::released, SubjectName(state.id));
    set_revision(event, working.label,
                 effective.first_instant ? RevisionState::approved : RevisionState::effective,
                 working.content);
    event.self_released = working.self_released;
    event.meaning = Meaning::release;
    event.effective = effective;
    event.review_due = due_date(*type, working.metadata, effective.date);
    event.comment = command.comment;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const Reschedule& command) {
    MUNIMENT_TRY(const Person* person, releasing_person(around, EventKind::rescheduled, state));
    const auto* next = pending(state, around.now);
    if (next == nullptr) {
        return wrong_state(state, around.now, "there is no revision that waits for its date");
    }
    MUNIMENT_CHECK(require_reason(command.reason, "rescheduling"));
    MUNIMENT_TRY(const auto effective, start_of(around, command.start, command.today));
    if (!effective.first_instant) {
        return fail(ErrorCode::invalid_argument, "a release can only be moved to a later day",
                    "To release at once, cancel it and release it again without a date.");
    }
    MUNIMENT_TRY(const auto* type, around.policy.type(state.type));
    Event event = event_of(around, *person, EventKind::rescheduled, SubjectName(state.id));
    set_revision(event, next->label, RevisionState::approved, next->content);
    event.effective = effective;
    event.review_due = due_date(*type, next->metadata, effective.date);
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const CancelRelease& command) {
    MUNIMENT_CHECK(require_reason(command.reason, "cancelling"));
    if (state.planned_retirement) return decide_on(around, state, Withdraw{command.reason});
    MUNIMENT_TRY(const Person* person,
                 releasing_person(around, EventKind::release_cancelled, state));
    const auto* next = pending(state, around.now);
    if (next == nullptr) {
        return wrong_state(state, around.now, "there is no release to cancel");
    }
    Event event = event_of(around, *person, EventKind::release_cancelled, SubjectName(state.id));
    // A newer draft has taken the working place, so this one cannot go back to it.
    set_revision(event, next->label,
                 state.working ? RevisionState::withdrawn : RevisionState::approved, next->content);
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const TakeEffect&) {
    const auto due = next_due(state);
    if (!due || *due > around.now) {
        return fail(ErrorCode::failed_precondition, state.id.text() + " has nothing that is due");
    }
    const ReleasedRevision& last = state.released.back();
    Event event;
    event.kind = EventKind::took_effect;
    event.subject = SubjectName(state.id);
    event.person = registrar_id();
    event.name = "Registrar";
    event.authentication = Authentication::none;
    if (!last.took_effect) {
        set_revision(event, last.label, RevisionState::effective, last.content);
        event.effective = EffectiveDate{last.effective_date, last.start};
    } else {
        const auto& date = state.planned_retirement->date;
        set_revision(event, last.label, RevisionState::retired, last.content);
        event.effective = EffectiveDate{date.date, date.first_instant};
    }
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const Withdraw& command) {
    const auto* current = in_force(state, around.now);
    const bool retirement =
        !state.working && current != nullptr && (state.retirement || state.planned_retirement);
    const auto kind = retirement ? EventKind::retirement_withdrawn : EventKind::withdrawn;
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(state.id)));
    if (!retirement && !state.working) {
        return wrong_state(state, around.now, "there is nothing to withdraw");
    }
    // A planned retirement was agreed by others, so it is no longer the requester's own.
    const bool own = retirement ? state.retirement && person->id == state.retirement->requester
                                : is_author(state, person->id);
    if (!own) {
        MUNIMENT_CHECK(
            require_right(around, *person, right_for(state.id, Right::release),
                          retirement ? "undo this retirement" : "withdraw what somebody else wrote",
                          {&newest_metadata(state)}));
    }
    MUNIMENT_CHECK(require_reason(command.reason, "a withdrawal"));
    Event event = event_of(around, *person, kind, SubjectName(state.id));
    if (retirement) {
        set_revision(event, current->label, RevisionState::effective, current->content);
    } else {
        set_revision(event, state.working->label, RevisionState::withdrawn, state.working->content);
    }
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const PeriodicReview& command) {
    constexpr auto kind = EventKind::periodic_review;
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(state.id)));
    const auto* current = in_force(state, around.now);
    if (current == nullptr) {
        return wrong_state(state, around.now, "only a revision in force is reviewed periodically");
    }
    MUNIMENT_CHECK(require_owner_or_right(around, *person, current->metadata, state.id));
    MUNIMENT_CHECK(require_reason(command.reason, "the outcome of a review"));
    MUNIMENT_CHECK(check_today(around, command.today));
    MUNIMENT_TRY(const auto* type, around.policy.type(state.type));
    Event event = event_of(around, *person, kind, SubjectName(state.id));
    set_revision(event, current->label, RevisionState::effective, current->content);
    event.outcome = command.outcome;
    event.local_date = command.today;
    // Until a new revision or the retirement is there, the document stays visibly overdue.
    event.review_due = command.outcome == ReviewOutcome::keep
                           ? due_date(*type, current->metadata, command.today)
                           : current->review_due;
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const Acknowledge& command) {
    constexpr auto kind = EventKind::acknowledged;
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(state.id)));
    const auto* current = in_force(state, around.now);
    if (current == nullptr) {
        return wrong_state(state, around.now, "only a revision in force can be acknowledged");
    }
    if (command.revision && *command.revision != current->label) {
        return fail(ErrorCode::failed_precondition,
                    "revision " + command.revision->text() + " is not in force; revision " +
                        current->label.text() + " is",
                    "Read and acknowledge revision " + current->label.text() + ".");
    }
    if (command.already) {
        return fail(ErrorCode::already_exists,
                    "you have acknowledged revision " + current->label.text() + " already");
    }
    Event event = event_of(around, *person, kind, SubjectName(state.id));
    set_revision(event, current->label, RevisionState::effective, current->content);
    event.acknowledges = current->release_commit;
    return event;
}

}  // namespace muniment::core::detail
