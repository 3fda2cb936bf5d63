// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading_right.h"

#include <algorithm>

#include "core/decide_support.h"

namespace muniment::core {
namespace {

/// Whether the person may fill a place of the route, with the roles that they hold for the matter.
bool holds_a_place(const RouteProgress& progress, const Matter& matter, const Person& person) {
    const auto roles = roles_for(person.roles, matter);
    return std::any_of(progress.route.begin(), progress.route.end(), [&](const Stage& stage) {
        return !eligible_slots(stage, person.id, roles).empty();
    });
}

bool is_here(const Viewer& viewer) {
    return viewer.person && viewer.person->enabled;
}

/// Whether the viewer, or somebody whom they stand for, is on the route.
bool is_on_route(const RouteProgress& progress, const Matter& matter, const Viewer& viewer) {
    return is_here(viewer) && (holds_a_place(progress, matter, *viewer.person) ||
                               std::any_of(viewer.stands_for.begin(), viewer.stands_for.end(),
                                           [&](const Person& other) {
                                               return holds_a_place(progress, matter, other);
                                           }));
}

/// What somebody is to release they must be able to read.
bool may_release(const Policy& policy, const Viewer& viewer, const DocumentState& state) {
    return is_here(viewer) &&
           allows(policy, detail::right_for(state.id, Right::release),
                  roles_for(viewer.person->roles, Matter(newest_metadata(state))));
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

bool may_watch_operations(const Policy& policy, const Viewer& viewer) {
    if (may_read_all(policy, viewer)) return true;
    return is_here(viewer) &&
           allows(policy, Right::manage_people, roles_everywhere(viewer.person->roles));
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
    const Matter matter(state.working->metadata);
    if (may_read_all_of(policy, viewer, matter)) return true;
    return (is_here(viewer) && is_author(state, viewer.person->id)) ||
           is_on_route(state.working->progress, matter, viewer) ||
           (state.working->state == RevisionState::approved && may_release(policy, viewer, state));
}

bool may_read_released(const Policy& policy, const Viewer& viewer, const DocumentState& state,
                       std::size_t released_index, Instant now) {
    const auto& metadata = state.released[released_index].metadata;
    const Matter matter(metadata);
    if (may_read_all_of(policy, viewer, matter)) return true;
    const RevisionState standing = state_of(state, released_index, now);
    if (standing == RevisionState::approved && may_release(policy, viewer, state)) return true;
    if (!may_read_class(policy, viewer, metadata.reading_class, matter)) return false;
    switch (standing) {
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

std::optional<std::size_t> newest_readable(const Policy& policy, const Viewer& viewer,
                                           const DocumentState& state, Instant now) {
    for (std::size_t i = state.released.size(); i > 0; --i) {
        if (may_read_released(policy, viewer, state, i - 1, now)) return i - 1;
    }
    return std::nullopt;
}

bool may_foresee(const Policy& policy, const Viewer& viewer, const DocumentState& state) {
    if (may_read_whole(policy, viewer, state)) return true;
    return (is_here(viewer) && is_author(state, viewer.person->id)) ||
           (state.exists() && may_release(policy, viewer, state));
}

bool may_read_whole(const Policy& policy, const Viewer& viewer, const DocumentState& state) {
    if (may_read_all(policy, viewer)) return true;
    return state.exists() && may_read_all_of(policy, viewer, Matter(newest_metadata(state)));
}

bool may_read_withdrawn(const Policy& policy, const Viewer& viewer, const DocumentState& state,
                        const WithdrawnRevision& revision) {
    if (may_read_whole(policy, viewer, state)) return true;
    return is_here(viewer) && std::any_of(state.authors.begin(), state.authors.end(),
                                          [&](const ContentAuthor& author) {
                                              return author.person == viewer.person->id &&
                                                     author.revision == revision.label;
                                          });
}

bool may_know(const Policy& policy, const Viewer& viewer, const DocumentState& state, Instant now) {
    return may_read_whole(policy, viewer, state) || may_read_working(policy, viewer, state) ||
           newest_readable(policy, viewer, state, now).has_value() ||
           std::any_of(state.withdrawn.begin(), state.withdrawn.end(), [&](const auto& revision) {
               return may_read_withdrawn(policy, viewer, state, revision);
           });
}

DocumentState visible_to(const Policy& policy, const Viewer& viewer, DocumentState state,
                         Instant now) {
    if (may_read_whole(policy, viewer, state)) return state;
    DocumentState visible = state;
    if (!may_read_working(policy, viewer, state)) visible.working.reset();
    const auto is_hidden = [&](const WithdrawnRevision& revision) {
        return !may_read_withdrawn(policy, viewer, state, revision);
    };
    visible.withdrawn.erase(
        std::remove_if(visible.withdrawn.begin(), visible.withdrawn.end(), is_hidden),
        visible.withdrawn.end());
    for (std::size_t i = state.released.size(); i > 0; --i) {
        if (may_read_released(policy, viewer, state, i - 1, now)) break;
        visible.released.pop_back();
    }
    if (may_foresee(policy, viewer, state)) return visible;
    const bool asked =
        state.retirement && viewer.person && state.retirement->requester == viewer.person->id;
    const bool signs =
        state.retirement && !state.released.empty() &&
        is_on_route(state.retirement->progress, Matter(state.released.back().metadata), viewer);
    if (!asked && !signs) visible.retirement.reset();
    visible.planned_retirement.reset();
    if (!visible.released.empty() && visible.released.back().retired_at > now)
        visible.released.back().retired_at.reset();
    return visible;
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
