// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/document_rows.h"

#include "storage/catalogue/stored_values.h"

namespace muniment::storage {

namespace {

using core::DocumentState;
using core::RevisionState;

constexpr int released = 0;
constexpr int working = 1;
constexpr int withdrawn = 2;

constexpr std::string_view never = "9999-12-31";
constexpr std::string_view already = "0000-00-00";

/// The site's date from which on the revision is no longer in force. A retirement that is not
/// planned any more has happened.
std::string lapse_date(const DocumentState& state, std::size_t index) {
    const bool last = index + 1 == state.released.size();
    if (!last) return core::render(state.released[index + 1].effective_date);
    if (!state.released[index].retired_at) return std::string(never);
    if (!state.planned_retirement) return std::string(already);
    return core::render(state.planned_retirement->date.date);
}

RevisionRow revision_row(const DocumentState& state, int kind, std::size_t position,
                         const core::RevisionLabel& label, const core::Metadata& metadata) {
    RevisionRow row;
    row.document = state.id.text();
    row.kind = kind;
    row.position = static_cast<int>(position);
    row.label = label.text();
    row.title = metadata.title;
    row.owner = metadata.owner.text();
    row.department = metadata.department;
    row.reading_class = metadata.reading_class;
    return row;
}

RevisionRow released_row(const DocumentState& state, std::size_t index) {
    const core::ReleasedRevision& revision = state.released[index];
    const core::Interval interval = core::interval_of(state, index);
    RevisionRow row = revision_row(state, released, index, revision.label, revision.metadata);
    row.starts = stored(interval.start);
    row.ends = stored(interval.end);
    row.retired_at = stored(revision.retired_at);
    row.first_date = core::render(revision.effective_date);
    row.lapse_date = lapse_date(state, index);
    row.imported = revision.imported ? 1 : 0;
    row.review_due = stored(revision.review_due);
    return row;
}

std::vector<RevisionRow> revision_rows(const DocumentState& state) {
    std::vector<RevisionRow> rows;
    for (std::size_t i = 0; i < state.released.size(); ++i) rows.push_back(released_row(state, i));
    if (state.working) {
        rows.push_back(
            revision_row(state, working, 0, state.working->label, state.working->metadata));
        rows.back().state = core::name_of(state.working->state);
    }
    for (std::size_t i = 0; i < state.withdrawn.size(); ++i) {
        const core::WithdrawnRevision& revision = state.withdrawn[i];
        rows.push_back(revision_row(state, withdrawn, i, revision.label, revision.metadata));
        rows.back().state = core::name_of(RevisionState::withdrawn);
    }
    return rows;
}

/// The stage that is waited for names the work: `review` or `approval`.
std::vector<WorkRow> signatures_wanted(const core::RouteProgress& progress, WorkRow row) {
    const auto index = static_cast<std::size_t>(progress.stage - 1);
    if (index >= progress.route.size()) return {};
    row.kind = core::name_of(progress.route[index].meaning);
    row.since = stored(progress.stage_since);
    return {row};
}

std::vector<WorkRow> work_on_draft(const DocumentState& state) {
    const core::WorkingRevision& draft = *state.working;
    WorkRow row;
    row.document = state.id.text();
    row.revision = draft.label.text();
    if (draft.state == RevisionState::in_review) return signatures_wanted(draft.progress, row);
    row.kind = draft.state == RevisionState::approved ? "release" : "draft";
    row.since = stored(draft.since);
    return {row};
}

std::vector<WorkRow> work_on_retirement(const DocumentState& state) {
    WorkRow row;
    row.document = state.id.text();
    row.retirement = 1;
    row.revision = state.released.back().label.text();
    return signatures_wanted(state.retirement->progress, row);
}

}  // namespace

DocumentRows rows_of(const DocumentState& state) {
    DocumentRows rows;
    rows.document = {state.id.text(), state.type, stored(core::next_due(state))};
    rows.revisions = revision_rows(state);
    if (state.working) rows.work = work_on_draft(state);
    if (state.retirement && !state.released.empty()) {
        for (WorkRow& row : work_on_retirement(state)) rows.work.push_back(std::move(row));
    }
    return rows;
}

}  // namespace muniment::storage
