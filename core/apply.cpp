// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/decide.h"

namespace muniment::core {
namespace {

/// What applying one event to a document looks at.
struct Step {
    DocumentState& state;
    const Event& event;
    const EventPosition& position;

    [[nodiscard]] Content content() const { return {position.tree, event.content_sha256}; }
};

Signature signature_of(const Step& step) {
    Signature signature;
    signature.person = step.event.person;
    signature.name = step.event.name;
    signature.roles = step.event.roles;
    signature.meaning = step.event.meaning.value_or(Meaning::approval);
    signature.decision = step.event.decision.value_or(Decision::accept);
    signature.stage = step.event.stage.value_or(0);
    signature.slots = step.event.slots;
    signature.on_behalf_of = step.event.on_behalf_of;
    signature.authentication = step.event.authentication;
    signature.comment = step.event.comment;
    signature.time = step.position.time;
    signature.commit = step.position.commit;
    return signature;
}

/// Adds an accepting signature and moves on when its stage is complete.
void advance(RouteProgress& progress, Signature signature) {
    const Instant time = signature.time;
    progress.signatures.push_back(std::move(signature));
    const Stage& stage = progress.route.at(static_cast<std::size_t>(progress.stage - 1));
    std::vector<std::vector<Slot>> signers;
    for (const auto& given : progress.signatures) {
        if (given.stage == progress.stage) signers.push_back(given.slots);
    }
    if (filled_slots(stage, signers) < stage.required) return;
    ++progress.stage;
    progress.stage_since = time;
}

void bring_content(const Step& step) {
    WorkingRevision working;
    working.label = *step.event.revision;
    working.change_kind = *step.event.change_kind;
    working.content = step.content();
    working.metadata = *step.event.metadata;
    working.since = step.position.time;
    step.state.working = std::move(working);
    step.state.authors.push_back({step.event.person, *step.event.revision});
}

void start_revision(const Step& step) {
    step.state.type = step.event.type;
    step.state.used_labels.push_back(*step.event.revision);
    bring_content(step);
}

void submit(const Step& step) {
    WorkingRevision& working = *step.state.working;
    working.state = *step.event.state;
    working.self_released = step.event.self_released;
    working.submitter = step.event.person;
    working.since = step.position.time;
    working.progress = {step.event.route, 1, {}, step.position.time};
    Signature authorship = signature_of(step);
    authorship.stage = 0;
    working.progress.signatures.push_back(std::move(authorship));
}

void sign_draft(const Step& step) {
    WorkingRevision& working = *step.state.working;
    working.since = *step.event.state == working.state ? working.since : step.position.time;
    working.state = *step.event.state;
    if (step.event.decision == Decision::reject) {
        working.progress = {};
    } else {
        advance(working.progress, signature_of(step));
    }
}

/// Authors count since the last effective revision: forget those of this revision, of earlier
/// ones and of drafts withdrawn before it.
void forget_authors_up_to(DocumentState& state, const RevisionLabel& label) {
    const auto last = std::find_if(state.authors.rbegin(), state.authors.rend(),
                                   [&](const auto& author) { return author.revision == label; });
    state.authors.erase(state.authors.begin(), last.base());
}

void release(const Step& step) {
    WorkingRevision& working = *step.state.working;
    ReleasedRevision revision;
    revision.label = working.label;
    revision.change_kind = working.change_kind;
    revision.content = working.content;
    revision.metadata = std::move(working.metadata);
    revision.self_released = working.self_released;
    revision.route = std::move(working.progress.route);
    revision.signatures = std::move(working.progress.signatures);
    revision.signatures.push_back(signature_of(step));
    revision.submitter = working.submitter;
    revision.effective_date = step.event.effective->date;
    revision.start = step.event.effective->first_instant.value_or(step.position.time);
    revision.took_effect = step.event.state == RevisionState::effective;
    revision.review_due = step.event.review_due;
    revision.released_at = step.position.time;
    revision.release_commit = step.position.commit;
    step.state.working.reset();
    if (revision.took_effect) forget_authors_up_to(step.state, revision.label);
    step.state.released.push_back(std::move(revision));
}

void cancel_release(const Step& step) {
    ReleasedRevision cancelled = std::move(step.state.released.back());
    step.state.released.pop_back();
    if (step.event.state == RevisionState::withdrawn) {
        step.state.withdrawn.push_back(
            {cancelled.label, cancelled.content, cancelled.metadata, step.position.time});
        return;
    }
    WorkingRevision working;
    working.label = cancelled.label;
    working.change_kind = cancelled.change_kind;
    working.state = RevisionState::approved;
    working.content = cancelled.content;
    working.metadata = std::move(cancelled.metadata);
    working.self_released = cancelled.self_released;
    working.submitter = cancelled.submitter;
    working.since = step.position.time;
    working.progress.stage = static_cast<int>(cancelled.route.size()) + 1;
    working.progress.route = std::move(cancelled.route);
    cancelled.signatures.pop_back();  // the release's own
    working.progress.signatures = std::move(cancelled.signatures);
    step.state.working = std::move(working);
}

void withdraw(const Step& step) {
    WorkingRevision& working = *step.state.working;
    step.state.withdrawn.push_back(
        {working.label, working.content, std::move(working.metadata), step.position.time});
    step.state.working.reset();
}

void take_effect(const Step& step) {
    ReleasedRevision& last = step.state.released.back();
    if (step.event.state == RevisionState::retired) {
        step.state.planned_retirement.reset();
        return;
    }
    last.took_effect = true;
    forget_authors_up_to(step.state, last.label);
}

void retire(const Step& step, Instant at) {
    step.state.released.back().retired_at = at;
    step.state.retirement.reset();
}

/// The retirement was agreed: now, or on the date that the event states.
void agree_retirement(const Step& step) {
    if (!step.event.effective) return retire(step, step.position.time);
    const ResolvedDate date{step.event.effective->date, *step.event.effective->first_instant};
    step.state.planned_retirement = PlannedRetirement{date};
    retire(step, date.first_instant);
}

void request_retirement(const Step& step) {
    if (step.event.self_released) return agree_retirement(step);
    RetirementRequest request;
    request.requester = step.event.person;
    request.reason = step.event.comment;
    if (step.event.effective) {
        request.date =
            ResolvedDate{step.event.effective->date, *step.event.effective->first_instant};
    }
    request.progress = {step.event.route, 1, {}, step.position.time};
    request.since = step.position.time;
    step.state.retirement = std::move(request);
}

void sign_retirement(const Step& step) {
    if (step.event.decision == Decision::reject) {
        step.state.retirement.reset();
        return;
    }
    advance(step.state.retirement->progress, signature_of(step));
    const bool complete = static_cast<std::size_t>(step.state.retirement->progress.stage) >
                          step.state.retirement->progress.route.size();
    if (complete) agree_retirement(step);
}

void keep_after_all(const Step& step) {
    step.state.retirement.reset();
    if (!step.state.planned_retirement) return;
    step.state.planned_retirement.reset();
    step.state.released.back().retired_at.reset();
}

void reassign(const Step& step) {
    RouteProgress& progress = step.event.state == RevisionState::in_review
                                  ? step.state.working->progress
                                  : step.state.retirement->progress;
    auto& slots = progress.route.at(static_cast<std::size_t>(*step.event.stage - 1)).slots;
    *std::find(slots.begin(), slots.end(), *step.event.reassigned_from) = *step.event.reassigned_to;
}

void import(const Step& step) {
    start_revision(step);
    if (step.event.state != RevisionState::effective) return;
    WorkingRevision& working = *step.state.working;
    ReleasedRevision revision;
    revision.label = working.label;
    revision.change_kind = working.change_kind;
    revision.content = working.content;
    revision.metadata = std::move(working.metadata);
    revision.effective_date = step.event.effective->date;
    revision.start = step.event.effective->first_instant.value_or(step.position.time);
    revision.took_effect = true;
    revision.review_due = step.event.review_due;
    revision.released_at = step.position.time;
    revision.release_commit = step.position.commit;
    revision.imported = true;
    revision.stated_author = step.event.stated_author;
    revision.stated_approvers = step.event.stated_approvers;
    step.state.working.reset();
    step.state.authors.clear();
    step.state.released.push_back(std::move(revision));
}

/// A revision is reviewed while in force, also when the next one waits for its date.
void set_review_due(const Step& step) {
    for (auto& revision : step.state.released) {
        if (revision.label == step.event.revision) revision.review_due = step.event.review_due;
    }
}

void accept_founding(const Step& step) {
    step.state.type = step.event.type;
    step.state.used_labels.push_back(*step.event.revision);
    ReleasedRevision revision;
    revision.label = *step.event.revision;
    revision.content = step.content();
    if (step.event.metadata) revision.metadata = *step.event.metadata;
    revision.signatures.push_back(signature_of(step));
    revision.signatures.back().meaning = Meaning::release;
    revision.effective_date = step.event.effective->date;
    revision.start = step.position.time;
    revision.took_effect = true;
    revision.review_due = step.event.review_due;
    revision.released_at = step.position.time;
    revision.release_commit = step.position.commit;
    step.state.released.push_back(std::move(revision));
}

void apply_to(const Step& step) {
    switch (step.event.kind) {
        case EventKind::draft_created:
        case EventKind::revision_drafted:
            return start_revision(step);
        case EventKind::draft_edited:
            return bring_content(step);
        case EventKind::submitted:
            return submit(step);
        case EventKind::draft_signed:
            return sign_draft(step);
        case EventKind::stage_reassigned:
            return reassign(step);
        case EventKind::withdrawn:
            return withdraw(step);
        case EventKind::released:
            return release(step);
        case EventKind::rescheduled:
            step.state.released.back().effective_date = step.event.effective->date;
            step.state.released.back().start = *step.event.effective->first_instant;
            step.state.released.back().review_due = step.event.review_due;
            return;
        case EventKind::release_cancelled:
            return cancel_release(step);
        case EventKind::took_effect:
            return take_effect(step);
        case EventKind::periodic_review:
            return set_review_due(step);
        case EventKind::imported:
            return import(step);
        case EventKind::retirement_requested:
            return request_retirement(step);
        case EventKind::retirement_signed:
            return sign_retirement(step);
        case EventKind::retirement_withdrawn:
            return keep_after_all(step);
        case EventKind::library_accepted:
            return accept_founding(step);
        default:
            return;  // acknowledgements hang beside the chain; the rest is about people
    }
}

}  // namespace

DocumentState apply(DocumentState state, const Event& event, const EventPosition& position) {
    if (event.kind == EventKind::acknowledged) return state;
    apply_to({state, event, position});
    state.id = event.subject.document();
    state.tip = position.commit;
    state.has_native_events = state.has_native_events || event.kind != EventKind::imported;
    return state;
}

}  // namespace muniment::core
