// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading_right.h"

#include <algorithm>

namespace muniment::core {
namespace {

bool is_on_route(const WorkingRevision& working, const Person& person) {
    const auto& route = working.progress.route;
    const auto roles = roles_for(person.roles, Matter(working.metadata));
    return std::any_of(route.begin(), route.end(), [&](const Stage& stage) {
        return !eligible_slots(stage, person.id, roles).empty();
    });
}

bool is_here(const Viewer& viewer) {
    return viewer.person && viewer.person->enabled;
}

}  // namespace

bool may_read_all(const Policy& policy, const Viewer& viewer) {
    if (viewer.is_operator) return true;
    return is_here(viewer) &&
           allows(policy, Right::read_all, roles_everywhere(viewer.person->roles));
}

bool may_read_all_of(const Policy& policy, const Viewer& viewer, const Matter& matter) {
    if (viewer.is_operator) return true;
    return is_here(viewer) &&
           allows(policy, Right::read_all, roles_for(viewer.person->roles, matter));
}

bool may_read_class(const Policy& policy, const Viewer& viewer, const std::string& reading_class,
                    const Matter& matter) {
    if (may_read_all_of(policy, viewer, matter)) return true;
    const auto found = policy.classes.find(reading_class);
    if (found == policy.classes.end()) return false;
    if (found->second.anyone) return true;
    if (!is_here(viewer)) return false;
    const auto roles = roles_for(viewer.person->roles, matter);
    return found->second.all_people ||
           std::any_of(roles.begin(), roles.end(),
                       [&](const Role& role) { return found->second.roles.count(role) > 0; });
}

bool may_read_working(const Policy& policy, const Viewer& viewer, const DocumentState& state) {
    if (!state.working) return false;
    if (may_read_all_of(policy, viewer, Matter(state.working->metadata))) return true;
    if (!is_here(viewer)) return false;
    return is_author(state, viewer.person->id) || is_on_route(*state.working, *viewer.person) ||
           std::any_of(viewer.stands_for.begin(), viewer.stands_for.end(),
                       [&](const Person& other) { return is_on_route(*state.working, other); });
}

bool may_read_released(const Policy& policy, const Viewer& viewer, const DocumentState& state,
                       std::size_t released_index, Instant now) {
    const auto& metadata = state.released[released_index].metadata;
    const Matter matter(metadata);
    if (may_read_all_of(policy, viewer, matter)) return true;
    if (!may_read_class(policy, viewer, metadata.reading_class, matter)) return false;
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
    if (may_read_whole(policy, viewer, state)) return true;
    return is_here(viewer) && is_author(state, viewer.person->id);
}

bool may_read_whole(const Policy& policy, const Viewer& viewer, const DocumentState& state) {
    if (may_read_all(policy, viewer)) return true;
    return state.exists() && may_read_all_of(policy, viewer, Matter(newest_metadata(state)));
}

bool may_know(const Policy& policy, const Viewer& viewer, const DocumentState& state, Instant now) {
    if (may_read_whole(policy, viewer, state) || may_read_working(policy, viewer, state))
        return true;
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
