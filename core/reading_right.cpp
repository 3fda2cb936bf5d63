// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading_right.h"

#include <algorithm>

namespace muniment::core {
namespace {

bool is_on_route(const RouteProgress& progress, const Person& person) {
    return std::any_of(progress.route.begin(), progress.route.end(), [&](const Stage& stage) {
        return !eligible_slots(stage, person.id, person.roles).empty();
    });
}

}  // namespace

bool may_read_all(const Policy& policy, const Viewer& viewer) {
    if (viewer.is_operator) return true;
    return viewer.person && viewer.person->enabled &&
           allows(policy, Right::read_all, viewer.person->roles);
}

bool may_read_class(const Policy& policy, const Viewer& viewer, const std::string& reading_class) {
    if (may_read_all(policy, viewer)) return true;
    const auto found = policy.classes.find(reading_class);
    if (found == policy.classes.end()) return false;
    if (found->second.anyone) return true;
    if (!viewer.person || !viewer.person->enabled) return false;
    return found->second.all_people ||
           std::any_of(viewer.person->roles.begin(), viewer.person->roles.end(),
                       [&](const Role& role) { return found->second.roles.count(role) > 0; });
}

bool may_read_working(const Policy& policy, const Viewer& viewer, const DocumentState& state) {
    if (!state.working) return false;
    if (may_read_all(policy, viewer)) return true;
    if (!viewer.person || !viewer.person->enabled) return false;
    return is_author(state, viewer.person->id) ||
           is_on_route(state.working->progress, *viewer.person);
}

bool may_read_released(const Policy& policy, const Viewer& viewer, const DocumentState& state,
                       std::size_t released_index, Instant now) {
    if (may_read_all(policy, viewer)) return true;
    if (!may_read_class(policy, viewer, state.released[released_index].metadata.reading_class)) {
        return false;
    }
    switch (state_of(state, released_index, now)) {
        case RevisionState::effective:
            return true;
        case RevisionState::superseded:
        case RevisionState::retired:
            return policy.superseded_readable;
        default:
            break;  // a start that lies ahead: for those who work on it
    }
    return may_foresee(policy, viewer, state);
}

bool may_foresee(const Policy& policy, const Viewer& viewer, const DocumentState& state) {
    if (may_read_all(policy, viewer)) return true;
    return viewer.person && viewer.person->enabled && is_author(state, viewer.person->id);
}

bool may_know(const Policy& policy, const Viewer& viewer, const DocumentState& state, Instant now) {
    if (may_read_all(policy, viewer) || may_read_working(policy, viewer, state)) return true;
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        if (may_read_released(policy, viewer, state, i, now)) return true;
    }
    return false;
}

bool is_released_history(EventKind kind) {
    switch (kind) {
        case EventKind::library_accepted:
        case EventKind::released:
        case EventKind::imported:
        case EventKind::took_effect:
        case EventKind::periodic_review:
            return true;
        default:
            return false;
    }
}

}  // namespace muniment::core
