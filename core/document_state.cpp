// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document_state.h"

#include <algorithm>

namespace muniment::core {

Interval interval_of(const DocumentState& state, std::size_t released_index) {
    const auto& revision = state.released[released_index];
    Interval interval{revision.start, revision.retired_at};
    if (released_index + 1 < state.released.size()) {
        const Instant next = state.released[released_index + 1].start;
        interval.end = interval.end ? std::min(*interval.end, next) : next;
    }
    return interval;
}

const ReleasedRevision* in_force(const DocumentState& state, Instant at) {
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        const Interval interval = interval_of(state, i);
        if (interval.start <= at && (!interval.end || at < *interval.end))
            return &state.released[i];
    }
    return nullptr;
}

const ReleasedRevision* pending(const DocumentState& state, Instant at) {
    if (state.released.empty() || state.released.back().start <= at) return nullptr;
    return &state.released.back();
}

bool is_retired(const DocumentState& state, Instant at) {
    return !state.released.empty() && state.released.back().retired_at &&
           *state.released.back().retired_at <= at;
}

RevisionState state_of(const DocumentState& state, std::size_t released_index, Instant at) {
    const Interval interval = interval_of(state, released_index);
    if (at < interval.start) return RevisionState::approved;
    if (!interval.end || at < *interval.end) return RevisionState::effective;
    const auto& retired_at = state.released[released_index].retired_at;
    return retired_at && *retired_at <= at ? RevisionState::retired : RevisionState::superseded;
}

const Metadata& newest_metadata(const DocumentState& state) {
    static const Metadata none;
    if (state.working) return state.working->metadata;
    if (!state.released.empty()) return state.released.back().metadata;
    return state.withdrawn.empty() ? none : state.withdrawn.back().metadata;
}

const ReleasedRevision* find_released(const DocumentState& state, const RevisionLabel& label) {
    const auto found = std::find_if(state.released.begin(), state.released.end(),
                                    [&](const auto& revision) { return revision.label == label; });
    return found == state.released.end() ? nullptr : &*found;
}

bool is_author(const DocumentState& state, const PersonId& person) {
    if (state.working && state.working->submitter == person) return true;
    return std::any_of(state.authors.begin(), state.authors.end(),
                       [&](const auto& author) { return author.person == person; });
}

std::optional<Instant> next_due(const DocumentState& state) {
    if (state.released.empty()) return {};
    const auto& last = state.released.back();
    if (!last.took_effect) return last.start;
    if (state.planned_retirement) return state.planned_retirement->date.first_instant;
    return {};
}

}  // namespace muniment::core
