// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library_reader.h"

#include <algorithm>

#include "core/policy_usable.h"
#include "core/text.h"

namespace muniment::core {
namespace {

/// `at` is the moment asked about. An end that lies ahead shows to those who may foresee it, for it
/// tells of a release or retirement to come.
RevisionView view_of_released(const DocumentState& state, std::size_t index, Instant at,
                              bool foresees, Instant now) {
    const ReleasedRevision& revision = state.released[index];
    RevisionView view;
    view.id = state.id;
    view.revision = revision.label;
    view.state = state_of(state, index, at);
    view.metadata = revision.metadata;
    view.content = revision.content;
    view.in_force = interval_of(state, index);
    if (!foresees && view.in_force->end && *view.in_force->end > now) view.in_force->end.reset();
    view.effective_from = revision.effective_date;
    view.review_due = revision.review_due;
    view.signatures = revision.signatures;
    // What was remarked on the way to the release stays among those who were on it.
    if (!foresees)
        for (auto& signature : view.signatures) signature.comment.clear();
    view.route = revision.route;
    view.self_released = revision.self_released;
    view.imported = revision.imported;
    view.imported_at = revision.released_at;
    view.stated_author = revision.stated_author;
    view.stated_approvers = revision.stated_approvers;
    return view;
}

RevisionView view_of_withdrawn(const DocumentState& state, const WithdrawnRevision& withdrawn) {
    RevisionView view;
    view.id = state.id;
    view.revision = withdrawn.label;
    view.state = RevisionState::withdrawn;
    view.metadata = withdrawn.metadata;
    view.content = withdrawn.content;
    return view;
}

RevisionView view_of_working(const DocumentState& state) {
    const WorkingRevision& working = *state.working;
    RevisionView view;
    view.id = state.id;
    view.revision = working.label;
    view.state = working.state;
    view.metadata = working.metadata;
    view.content = working.content;
    view.signatures = working.progress.signatures;
    view.route = working.progress.route;
    view.self_released = working.self_released;
    return view;
}

std::string upper_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

}  // namespace

Status LibraryReader::catch_up(const Progress& progress) {
    MUNIMENT_CHECK(projector_.catch_up(progress));
    MUNIMENT_TRY(const auto head, ports_.reg.head());
    newest_event_ = head.time;
    return {};
}

Result<const Policy*> LibraryReader::policy() {
    MUNIMENT_TRY(const auto state, loader_.load(policy_identifier()));
    const auto* current = in_force(state, now());
    if (current == nullptr) {
        return fail(ErrorCode::failed_precondition, "this library has no policy in force yet",
                    "Its founding was interrupted; run `muniment init` again.");
    }
    if (current->content.tree != policy_tree_ || !policy_) {
        MUNIMENT_TRY(const auto rules,
                     ports_.reg.file(current->content.tree, master_path(policy_identifier(), "")));
        MUNIMENT_TRY(policy_, parse_policy(rules));
        policy_tree_ = current->content.tree;
    }
    return &*policy_;
}

Result<Policy> LibraryReader::proposed_policy(const DocumentState& state) {
    MUNIMENT_TRY(const auto rules, ports_.reg.file(state.working->content.tree,
                                                   master_path(policy_identifier(), "")));
    return parse_policy(rules);
}

Result<std::vector<PolicyFault>> LibraryReader::check_policy(const std::string& toml) {
    auto faults = faults_in_policy(toml);
    if (!faults.empty()) return faults;
    MUNIMENT_TRY(const auto proposed, parse_policy(toml));
    const auto zone = ports_.calendar.local_date(proposed.time_zone, now());
    if (!zone) faults.push_back({0, "time_zone", zone.error().message});
    MUNIMENT_TRY(const auto everyone, people());
    People all;
    for (const auto& person : everyone) all.emplace(person.id, person);
    MUNIMENT_TRY(const auto policy, loader_.load(policy_identifier()));
    const auto& policy_class = newest_metadata(policy).reading_class;
    for (auto& fault : faults_with_people(proposed, policy_class, all, now()))
        faults.push_back(std::move(fault));
    return faults;
}

Result<Viewer> LibraryReader::viewer(const PersonId& id) {
    MUNIMENT_TRY(auto person, ports_.reg.person(id));
    if (!person) {
        return fail(ErrorCode::not_found, "there is no person '" + id.text() + "'",
                    "`muniment person list` shows who there is.");
    }
    Viewer viewer{std::move(person), false, {}};
    for (const auto& delegation : viewer.person->delegations) {
        const bool active =
            delegation.from.first_instant <= now() && now() < delegation.until.first_instant;
        if (!active) continue;
        MUNIMENT_TRY(auto delegator, ports_.reg.person(delegation.delegator));
        if (delegator && delegator->enabled) viewer.stands_for.push_back(std::move(*delegator));
    }
    return viewer;
}

tl::unexpected<Error> LibraryReader::not_found(const Viewer& viewer, const std::string& typed) {
    const std::string wanted = upper_case(typed.substr(0, 80));
    std::string hint = "`muniment list` shows what there is.";
    const auto rows = list(viewer, {});
    if (!rows) return fail(rows.error());
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const auto& row : *rows) {
        const std::size_t distance = edit_distance(wanted, row.id.text());
        if (distance <= 2) near.emplace_back(distance, row.id.text());
    }
    std::sort(near.begin(), near.end());
    if (near.size() > 3) near.resize(3);
    std::vector<std::string> names;
    names.reserve(near.size());
    for (const auto& [distance, name] : near) names.push_back(name);
    if (!names.empty()) hint = "Did you mean " + join(names, " or ") + "?";
    return fail(ErrorCode::not_found, "there is no document '" + typed.substr(0, 80) + "'", hint);
}

Result<bool> LibraryReader::knows(const Viewer& viewer, const Identifier& id) {
    MUNIMENT_TRY(const auto state, loader_.load(id));
    MUNIMENT_TRY(const auto* rules, policy());
    return state.exists() && may_know(*rules, viewer, state, now());
}

Result<Identifier> LibraryReader::identifier(const Viewer& viewer, const std::string& typed) {
    const auto parsed = Identifier::parse(upper_case(typed));
    if (parsed) {
        MUNIMENT_TRY(const bool known, knows(viewer, *parsed));
        if (known) return *parsed;
    }
    MUNIMENT_TRY(const auto former, ports_.catalogue.by_former_identifier(typed));
    if (former) {
        MUNIMENT_TRY(const bool known, knows(viewer, *former));
        if (known) return *former;
    }
    return not_found(viewer, typed);
}

Result<DocumentState> LibraryReader::document(const Viewer& viewer, const Identifier& id) {
    MUNIMENT_TRY(auto state, loader_.load(id));
    MUNIMENT_TRY(const auto* rules, policy());
    if (!state.exists() || !may_know(*rules, viewer, state, now())) {
        return not_found(viewer, id.text());
    }
    return state;
}

Result<RevisionView> LibraryReader::view_working(const Viewer& viewer, const DocumentState& state) {
    MUNIMENT_TRY(const auto* rules, policy());
    if (!may_read_working(*rules, viewer, state)) {
        return fail(ErrorCode::not_found, state.id.text() + " has no draft");
    }
    return view_of_working(state);
}

Result<RevisionView> LibraryReader::view_released(const Viewer& viewer, const DocumentState& state,
                                                  std::size_t index, Instant at) {
    MUNIMENT_TRY(const auto* rules, policy());
    const Instant now = this->now();
    auto view = view_of_released(state, index, at, may_foresee(*rules, viewer, state), now);
    const std::size_t next = index + 1;
    if (next < state.released.size() && state.released[next].start <= at &&
        may_read_released(*rules, viewer, state, next, now)) {
        view.superseded_by = state.released[next].label;
    }
    return view;
}

Status LibraryReader::hide_links(const Viewer& viewer, RevisionView& view) {
    auto& links = view.metadata.links;
    for (auto link = links.begin(); link != links.end();) {
        const auto id = linked_document(link->second);
        bool known = true;
        if (id) {
            MUNIMENT_TRY(known, knows(viewer, *id));
        }
        link = known ? std::next(link) : links.erase(link);
    }
    return {};
}

Result<RevisionView> LibraryReader::view_labelled(const Viewer& viewer, const DocumentState& state,
                                                  const RevisionLabel& label) {
    MUNIMENT_TRY(const auto* rules, policy());
    const Instant now = this->now();
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        if (state.released[i].label != label) continue;
        if (may_read_released(*rules, viewer, state, i, now))
            return view_released(viewer, state, i, now);
    }
    if (state.working && state.working->label == label && may_read_working(*rules, viewer, state)) {
        return view_of_working(state);
    }
    for (const auto& withdrawn : state.withdrawn) {
        if (withdrawn.label == label && may_read_withdrawn(*rules, viewer, state, withdrawn))
            return view_of_withdrawn(state, withdrawn);
    }
    return fail(ErrorCode::not_found, state.id.text() + " has no revision " + label.text(),
                "`muniment history " + state.id.text() + "` lists its revisions.");
}

Result<RevisionView> LibraryReader::show(const Viewer& viewer, const Identifier& id,
                                         const RevisionChoice& choice) {
    MUNIMENT_TRY(const auto state, document(viewer, id));
    MUNIMENT_TRY(auto view, view_chosen(viewer, state, choice));
    MUNIMENT_CHECK(hide_links(viewer, view));
    return view;
}

Result<RevisionView> LibraryReader::view_chosen(const Viewer& viewer, const DocumentState& state,
                                                const RevisionChoice& choice) {
    if (choice.draft) return view_working(viewer, state);
    if (choice.label) return view_labelled(viewer, state, *choice.label);
    MUNIMENT_TRY(const auto* rules, policy());
    const Instant now = this->now();
    const Instant asked = choice.as_of.value_or(now);
    const bool foresees = may_foresee(*rules, viewer, state);
    const Instant at = foresees ? asked : std::min(asked, now);
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        const bool then = state_of(state, i, at) == RevisionState::effective;
        if (!then || !may_read_released(*rules, viewer, state, i, now)) continue;
        MUNIMENT_TRY(auto view, view_released(viewer, state, i, at));
        view.planned = asked > now;
        return view;
    }
    if (choice.as_of) {
        return fail(ErrorCode::not_found,
                    "nothing of " + state.id.text() + " was in force at " + render(asked));
    }
    const auto newest = newest_readable(*rules, viewer, state, now);
    if (newest) return view_released(viewer, state, *newest, now);
    if (may_read_working(*rules, viewer, state)) return view_of_working(state);
    for (auto i = state.withdrawn.size(); i > 0; --i) {
        const auto& withdrawn = state.withdrawn[i - 1];
        if (may_read_withdrawn(*rules, viewer, state, withdrawn))
            return view_of_withdrawn(state, withdrawn);
    }
    return view_working(viewer, state);
}

Result<std::vector<RevisionView>> LibraryReader::released(const Viewer& viewer,
                                                          const Identifier& id) {
    MUNIMENT_TRY(const auto state, document(viewer, id));
    MUNIMENT_TRY(const auto* rules, policy());
    const Instant now = this->now();
    std::vector<RevisionView> views;
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        if (may_read_released(*rules, viewer, state, i, now)) {
            MUNIMENT_TRY(auto view, view_released(viewer, state, i, now));
            views.push_back(std::move(view));
        }
    }
    return views;
}

Result<Instant> LibraryReader::moment(const std::string& text) {
    if (text.size() != 10) return parse_instant(text);
    MUNIMENT_TRY(const Date date, parse_date(text));
    MUNIMENT_TRY(const auto* rules, policy());
    const Date next(std::chrono::sys_days(date) + std::chrono::days(1));
    MUNIMENT_TRY(const auto after, ports_.calendar.resolve(rules->time_zone, next));
    return after.first_instant - std::chrono::seconds(1);
}

Result<Date> LibraryReader::today() {
    MUNIMENT_TRY(const auto* rules, policy());
    return ports_.calendar.local_date(rules->time_zone, now());
}

}  // namespace muniment::core
