// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/library_reader.h"

namespace muniment::core {
namespace {

bool is_working_state(RevisionState state) {
    return state == RevisionState::draft || state == RevisionState::in_review ||
           state == RevisionState::approved;
}

bool matches(const DocumentRow& row, const DocumentFilter& filter) {
    if (filter.owner && row.owner != *filter.owner) return false;
    return !filter.state || row.state == *filter.state || row.draft_state == *filter.state;
}

/// The row for a viewer to whom this is the newest revision.
DocumentRow row_of(const DocumentState& state, std::size_t index, Instant now) {
    const ReleasedRevision& revision = state.released[index];
    DocumentRow row;
    row.id = state.id;
    row.title = revision.metadata.title;
    row.type = state.type;
    row.state = state_of(state, index, now);
    row.revision = revision.label.text();
    row.effective_from = revision.effective_date;
    row.imported = revision.imported;
    row.owner = revision.metadata.owner;
    row.department = revision.metadata.department;
    row.reading_class = revision.metadata.reading_class;
    row.review_due = revision.review_due;
    return row;
}

bool may_read_revision(const Policy& policy, const Viewer& viewer, const DocumentState& state,
                       const std::string& label, Instant now) {
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        if (state.released[i].label.text() == label)
            return may_read_released(policy, viewer, state, i, now);
    }
    return false;
}

bool may_read_given_up(const Policy& policy, const Viewer& viewer, const DocumentState& state,
                       const std::string& label) {
    return std::any_of(state.withdrawn.begin(), state.withdrawn.end(), [&](const auto& revision) {
        return revision.label.text() == label &&
               may_read_withdrawn(policy, viewer, state, revision);
    });
}

/// The document as it will stand when what has come due is registered: readers do not write.
DocumentState with_due(const Policy& policy, DocumentState state, Instant now) {
    const People nobody;
    const Circumstances around{policy, nobody, {registrar_id(), Authentication::none, {}}, now};
    for (auto due = next_due(state); due && *due <= now; due = next_due(state)) {
        const auto event = decide(around, state, TakeEffect{});
        if (!event) break;
        const ObjectId tip = state.tip;
        state = apply(std::move(state), *event, {0, now, tip, {}});
    }
    return state;
}

/// Whether the work is still there: another process may have done it since it was listed.
bool is_open(const OpenWork& work, const DocumentState& state, Instant now) {
    if (work.retirement) return state.retirement && in_force(state, now) != nullptr;
    if (work.kind == "periodic_review") {
        const auto* current = in_force(state, now);
        return current != nullptr && current->label.text() == work.revision;
    }
    return state.working && state.working->label.text() == work.revision;
}

const Metadata& metadata_of(const OpenWork& work, const DocumentState& state, Instant now) {
    const bool current = work.retirement || work.kind == "periodic_review";
    return current ? in_force(state, now)->metadata : state.working->metadata;
}

/// The command that would settle the work, with what the viewer would see.
DocumentCommand command_for(const OpenWork& work, const DocumentState& state, Date today,
                            Instant now) {
    if (work.kind == "release") {
        // A day that certainly lies ahead: whether this person may release is the question.
        const Date late = months_after(today, 1200);
        return Release{
            state.working->content.sha256, {late, std::chrono::sys_days(late)}, today, ""};
    }
    if (work.kind == "periodic_review") return PeriodicReview{ReviewOutcome::keep, today, "-"};
    Sign sign;
    sign.request = work.retirement ? Request::retirement : Request::draft;
    sign.meaning = work.kind == "review" ? Meaning::review : Meaning::approval;
    if (work.retirement) {
        sign.shown = in_force(state, now)->content.sha256;
    } else {
        sign.shown = state.working->content.sha256;
    }
    return sign;
}

}  // namespace

/// The row as the viewer may see it: an older revision in the place of a hidden one.
Result<std::optional<DocumentRow>> LibraryReader::readable_row(const Viewer& viewer,
                                                               DocumentRow row, bool as_of) {
    MUNIMENT_TRY(const auto* rules, policy());
    MUNIMENT_TRY(const auto state, loader_.load(row.id));
    const bool readable = row.state == RevisionState::withdrawn
                              ? may_read_given_up(*rules, viewer, state, row.revision)
                          : is_working_state(row.state)
                              ? may_read_working(*rules, viewer, state)
                              : may_read_revision(*rules, viewer, state, row.revision, now());
    if (!readable) {
        const auto newest = newest_readable(*rules, viewer, state, now());
        if (as_of || !newest) return std::optional<DocumentRow>();
        row = row_of(state, *newest, now());
    }
    if (!may_read_working(*rules, viewer, state)) {
        row.draft_revision.reset();
        row.draft_state.reset();
    }
    return std::optional(std::move(row));
}

Result<std::vector<DocumentRow>> LibraryReader::list(const Viewer& viewer,
                                                     const DocumentFilter& filter) {
    MUNIMENT_TRY(const auto* rules, policy());
    if (may_read_all(*rules, viewer)) return ports_.catalogue.documents(filter, now());
    // State and owner are judged by what the viewer sees of the document.
    DocumentFilter asked = filter;
    asked.state.reset();
    asked.owner.reset();
    // What lies ahead is not for every reader; for them the future is as the present is.
    if (asked.as_of) asked.as_of = std::min(*asked.as_of, now());
    MUNIMENT_TRY(auto rows, ports_.catalogue.documents(asked, now()));
    const bool of_the_past = asked.as_of && !rules->superseded_readable;
    std::vector<DocumentRow> readable;
    for (auto& row : rows) {
        std::optional<DocumentRow> seen = std::move(row);
        const bool plain = seen->state == RevisionState::effective && !of_the_past &&
                           !seen->draft_revision &&
                           may_read_class(*rules, viewer, seen->reading_class,
                                          Matter(seen->type, seen->department));
        if (!plain) {
            MUNIMENT_TRY(seen, readable_row(viewer, std::move(*seen), filter.as_of.has_value()));
        }
        if (seen && matches(*seen, filter)) readable.push_back(std::move(*seen));
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
        const bool released = is_released_history(row.event) &&
                              may_read_revision(*rules, viewer, state, row.revision, now());
        const bool given_up = may_read_given_up(*rules, viewer, state, row.revision);
        if (working || released || given_up || may_read_whole(*rules, viewer, state)) {
            // What was remarked on a release stays among those who may foresee one.
            const bool outside = !working && !given_up && !may_foresee(*rules, viewer, state);
            if (outside && row.event == EventKind::released) row.reason.clear();
            readable.push_back(std::move(row));
        }
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
    return may_read_given_up(*rules, viewer, state, hit.revision.text());
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
    const DocumentCommand command = command_for(work, state, day, now());
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
    MUNIMENT_TRY(const Date day, today());
    MUNIMENT_TRY(const auto* rules, policy());
    MUNIMENT_TRY(const auto open, ports_.catalogue.open_work(day));
    std::vector<Task> waiting;
    for (const auto& work : open) {
        MUNIMENT_TRY(auto stored, loader_.load(work.id));
        // An owner may have lost the right to read what they own.
        const auto state =
            visible_to(*rules, viewer, with_due(*rules, std::move(stored), now()), now());
        if (!may_know(*rules, viewer, state, now()) || !is_open(work, state, now())) continue;
        MUNIMENT_TRY(const bool mine, waits_for(viewer, work, state));
        if (!mine) continue;
        waiting.push_back({work.kind, work.id, metadata_of(work, state, now()).title, work.revision,
                           work.retirement, work.due, work.since});
    }
    return waiting;
}

}  // namespace muniment::core
