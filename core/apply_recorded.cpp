// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apply_recorded.h"

#include <algorithm>

namespace muniment::core {
namespace {

bool has_content(const Event& event) {
    return event.revision && event.change_kind && event.metadata;
}

bool has_stage(const RouteProgress& progress, int stage) {
    return stage >= 1 && static_cast<std::size_t>(stage) <= progress.route.size();
}

/// A date ahead comes with its first instant; without a date the act counts at once.
bool has_usable_date(const Event& event) {
    return !event.effective || event.effective->first_instant;
}

/// The route that a reassignment is about, or nothing.
const RouteProgress* progress_of(const DocumentState& state, const Event& event) {
    if (event.state == RevisionState::in_review)
        return state.working ? &state.working->progress : nullptr;
    return state.retirement ? &state.retirement->progress : nullptr;
}

bool may_reassign(const DocumentState& state, const Event& event) {
    const auto* progress = progress_of(state, event);
    if (progress == nullptr || !event.stage || !has_stage(*progress, *event.stage)) return false;
    if (!event.reassigned_from || !event.reassigned_to) return false;
    const auto& slots = progress->route[static_cast<std::size_t>(*event.stage - 1)].slots;
    return std::find(slots.begin(), slots.end(), *event.reassigned_from) != slots.end();
}

bool may_sign_draft(const DocumentState& state, const Event& event) {
    if (!state.working || !event.state) return false;
    const auto& progress = state.working->progress;
    return event.decision == Decision::reject || has_stage(progress, progress.stage);
}

bool may_sign_retirement(const DocumentState& state, const Event& event) {
    if (event.decision == Decision::reject) return true;
    return state.retirement && !state.released.empty() && has_usable_date(event) &&
           has_stage(state.retirement->progress, state.retirement->progress.stage);
}

bool may_import(const Event& event) {
    return has_content(event) && (event.state != RevisionState::effective || event.effective);
}

bool can_follow(const DocumentState& state, const Event& event) {
    switch (event.kind) {
        case EventKind::draft_created:
        case EventKind::revision_drafted:
            return has_content(event);
        case EventKind::draft_edited:
            return state.working && has_content(event);
        case EventKind::submitted:
            return state.working && event.state;
        case EventKind::draft_signed:
            return may_sign_draft(state, event);
        case EventKind::stage_reassigned:
            return may_reassign(state, event);
        case EventKind::withdrawn:
            return state.working.has_value();
        case EventKind::released:
            return state.working && event.effective;
        case EventKind::rescheduled:
            return !state.released.empty() && event.effective && event.effective->first_instant;
        case EventKind::release_cancelled:
            return !state.released.empty() && !state.released.back().signatures.empty();
        case EventKind::took_effect:
            return !state.released.empty();
        case EventKind::imported:
            return may_import(event);
        case EventKind::retirement_requested:
            return has_usable_date(event) && !(event.self_released && state.released.empty());
        case EventKind::retirement_signed:
            return may_sign_retirement(state, event);
        case EventKind::retirement_withdrawn:
            return !state.released.empty();
        case EventKind::library_accepted:
            return event.revision && event.effective;
        default:
            return true;  // changes no document, or nothing that must be there
    }
}

}  // namespace

Result<DocumentState> apply_recorded(DocumentState state, const Event& event,
                                     const EventPosition& position) {
    if (can_follow(state, event)) return apply(std::move(state), event, position);
    return fail(ErrorCode::data_corrupt,
                "event " + std::to_string(position.sequence) + " (" +
                    std::string(name_of(event.kind)) + ") cannot follow what " +
                    event.subject.text() + " was before it",
                "`muniment verify` says what else is wrong with the register.");
}

}  // namespace muniment::core
