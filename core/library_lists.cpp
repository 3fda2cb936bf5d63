// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/library_reader.h"

namespace muniment::core {
namespace {

bool is_working_state(RevisionState state) {
    return state == RevisionState::draft || state == RevisionState::in_review ||
           state == RevisionState::approved || state == RevisionState::withdrawn;
}

/// The command that would settle the work, with what the viewer would see.
DocumentCommand command_for(const OpenWork& work, const DocumentState& state, Date today) {
    if (work.kind == "release") {
        // A date after any earlier start: whether this person may release is the question.
        const Date late = months_after(today, 1200);
        return Release{
            state.working->content.sha256, {late, std::chrono::sys_days(late)}, today, ""};
    }
    if (work.kind == "periodic_review") return PeriodicReview{ReviewOutcome::keep, today, "-"};
    Sign sign;
    sign.request = work.retirement ? Request::retirement : Request::draft;
    sign.meaning = work.kind == "review" ? Meaning::review : Meaning::approval;
    if (work.retirement) {
        sign.shown = state.released.back().content.sha256;
    } else {
        sign.shown = state.working->content.sha256;
    }
    return sign;
}

}  // namespace

Result<bool> LibraryReader::may_read_row(const Viewer& viewer, const DocumentRow& row) {
    MUNIMENT_TRY(const auto* rules, policy());
    if (may_read_all(*rules, viewer)) return true;
    MUNIMENT_TRY(const auto state, loader_.load(row.id));
    if (is_working_state(row.state)) return may_know(*rules, viewer, state, now());
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        if (state.released[i].label.text() == row.revision)
            return may_read_released(*rules, viewer, state, i, now());
    }
    return false;
}

Result<std::vector<DocumentRow>> LibraryReader::list(const Viewer& viewer,
                                                     const DocumentFilter& filter) {
    MUNIMENT_TRY(const auto* rules, policy());
    const bool all = may_read_all(*rules, viewer);
    DocumentFilter asked = filter;
    // What lies ahead is not for every reader; for them the future is as the present is.
    if (asked.as_of && !all) asked.as_of = std::min(*asked.as_of, now());
    MUNIMENT_TRY(auto rows, ports_.catalogue.documents(asked, now()));
    if (all) return rows;
    const bool of_the_past = asked.as_of && !rules->superseded_readable;
    std::vector<DocumentRow> readable;
    for (auto& row : rows) {
        const bool in_force = row.state == RevisionState::effective && !of_the_past;
        const bool classed =
            may_read_class(*rules, viewer, row.reading_class, Matter(row.type, row.department));
        bool working_hidden = row.draft_revision.has_value();
        if (!in_force || !classed || working_hidden) {
            MUNIMENT_TRY(const auto state, loader_.load(row.id));
            MUNIMENT_TRY(const bool allowed, may_read_row(viewer, row));
            if (!allowed) continue;
            working_hidden = working_hidden && !may_read_working(*rules, viewer, state);
        }
        if (working_hidden) {
            row.draft_revision.reset();
            row.draft_state.reset();
            if (filter.state && *filter.state != row.state) continue;
        }
        readable.push_back(std::move(row));
    }
    return readable;
}

Result<std::vector<TrailRow>> LibraryReader::history(const Viewer& viewer,
                                                     const TrailFilter& filter) {
    MUNIMENT_TRY(const auto* rules, policy());
    MUNIMENT_TRY(auto rows, ports_.catalogue.trail(filter));
    if (may_read_all(*rules, viewer)) return rows;
    std::map<Identifier, std::optional<DocumentState>> known;
    std::vector<TrailRow> readable;
    for (auto& row : rows) {
        if (!row.subject || row.subject->is_person()) continue;
        const Identifier id = row.subject->document();
        auto found = known.find(id);
        if (found == known.end()) {
            MUNIMENT_TRY(auto state, loader_.load(id));
            const bool knows = may_know(*rules, viewer, state, now());
            found = known.emplace(id, knows ? std::optional(std::move(state)) : std::nullopt).first;
        }
        if (!found->second) continue;
        const DocumentState& state = *found->second;
        const bool working = state.working && state.working->label.text() == row.revision &&
                             may_read_working(*rules, viewer, state);
        const auto label = RevisionLabel::parse(row.revision);
        const auto* released = label ? find_released(state, *label) : nullptr;
        const bool started = released != nullptr && released->start <= now();
        if (working || may_read_whole(*rules, viewer, state) ||
            (started && is_released_history(row.event)))
            readable.push_back(std::move(row));
    }
    return readable;
}

/// Completes a hit with the state that the index does not hold; false when it is not to be read.
Result<bool> LibraryReader::complete_hit(const Viewer& viewer, SearchHit& hit) {
    MUNIMENT_TRY(const auto* rules, policy());
    if (hit.state == RevisionState::effective && may_read_all(*rules, viewer)) return true;
    MUNIMENT_TRY(const auto state, loader_.load(hit.id));
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        if (state.released[i].label == hit.revision) {
            return may_read_released(*rules, viewer, state, i, now());
        }
    }
    if (state.working && state.working->label == hit.revision) {
        hit.state = state.working->state;
        return may_read_working(*rules, viewer, state);
    }
    hit.state = RevisionState::withdrawn;
    return may_read_whole(*rules, viewer, state);
}

Result<SearchAnswer> LibraryReader::search(const Viewer& viewer, const SearchQuery& query) {
    MUNIMENT_TRY(const auto* rules, policy());
    const bool all = may_read_all(*rules, viewer);
    SearchQuery asked = query;
    if (!all) asked.at = std::min(asked.at, now());
    if (!all) asked.readable = [&](SearchHit& hit) { return complete_hit(viewer, hit); };
    MUNIMENT_TRY(auto answer, ports_.index.search(asked));
    if (!all) return answer;
    for (auto& hit : answer.hits) MUNIMENT_CHECK(complete_hit(viewer, hit));
    return answer;
}

Result<bool> LibraryReader::waits_for(const Viewer& viewer, const OpenWork& work,
                                      const DocumentState& state) {
    const Person& person = *viewer.person;
    if (work.kind == "draft") return is_author(state, person.id);
    MUNIMENT_TRY(const auto* rules, policy());
    MUNIMENT_TRY(const Date day, today());
    People people{{person.id, person}};
    for (const auto& delegation : person.delegations) {
        MUNIMENT_TRY(const auto delegator, ports_.reg.person(delegation.delegator));
        if (delegator) people.emplace(delegator->id, *delegator);
    }
    std::optional<Policy> proposed;
    if (state.id.is_policy() && state.working) {
        MUNIMENT_TRY(proposed, proposed_policy(state));
        MUNIMENT_TRY(const auto everyone, this->people());
        for (const auto& one : everyone) people.emplace(one.id, one);
    }
    const Circumstances around{*rules,
                               people,
                               {person.id, Authentication::password, Via::cli},
                               now(),
                               proposed ? &*proposed : nullptr};
    const DocumentCommand command = command_for(work, state, day);
    if (decide(around, state, command)) return true;
    const auto* sign = std::get_if<Sign>(&command);
    return sign != nullptr && std::any_of(person.delegations.begin(), person.delegations.end(),
                                          [&](const auto& given) {
                                              Sign for_other = *sign;
                                              for_other.on_behalf_of = given.delegator;
                                              return decide(around, state, for_other).has_value();
                                          });
}

Result<std::vector<Task>> LibraryReader::tasks(const Viewer& viewer) {
    if (!viewer.person) {
        return fail(ErrorCode::invalid_argument, "tasks are somebody's",
                    "Name the person with --as ID.");
    }
    MUNIMENT_TRY(const auto* rules, policy());
    MUNIMENT_TRY(const Date day, today());
    MUNIMENT_TRY(const auto open, ports_.catalogue.open_work(day));
    std::vector<Task> waiting;
    for (const auto& work : open) {
        MUNIMENT_TRY(const auto state, loader_.load(work.id));
        // An owner may have lost the right to read what they own.
        if (!may_know(*rules, viewer, state, now())) continue;
        MUNIMENT_TRY(const bool mine, waits_for(viewer, work, state));
        if (!mine) continue;
        const auto& metadata = state.working && work.kind != "periodic_review"
                                   ? state.working->metadata
                                   : state.released.back().metadata;
        waiting.push_back({work.kind, work.id, metadata.title, work.revision, work.retirement,
                           work.due, work.since});
    }
    return waiting;
}

}  // namespace muniment::core
