// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/document_writer.h"

#include "storage/catalogue/stored_values.h"

namespace muniment::storage {

namespace {

using core::DocumentState;
using core::RevisionState;
using namespace Poco::Data::Keywords;

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

}  // namespace

DocumentWriter::DocumentWriter(Poco::Data::Session& session)
    : put_document_(session),
      remove_revisions_(session),
      insert_revision_(session),
      remove_work_(session),
      insert_work_(session) {
    prepare();
}

void DocumentWriter::prepare() {
    put_document_ << "INSERT OR REPLACE INTO documents (id, type, next_due) VALUES (?, ?, ?)",
        use(document_), use(type_), use(next_due_);
    remove_revisions_ << "DELETE FROM revisions WHERE document = ?", use(document_);
    insert_revision_
        << "INSERT INTO revisions (document, kind, position, label, state, starts, ends, "
           "retired_at, first_date, lapse_date, imported, title, owner, department, "
           "reading_class, review_due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        use(document_), use(kind_), use(position_), use(label_), use(state_), use(starts_),
        use(ends_), use(retired_at_), use(first_date_), use(lapse_date_), use(imported_),
        use(title_), use(owner_), use(department_), use(reading_class_), use(review_due_);
    remove_work_ << "DELETE FROM work WHERE document = ?", use(document_);
    insert_work_ << "INSERT INTO work (document, kind, retirement, revision, since) "
                    "VALUES (?, ?, ?, ?, ?)",
        use(document_), use(work_kind_), use(retirement_), use(label_), use(since_);
}

void DocumentWriter::write(const DocumentState& state) {
    document_ = state.id.text();
    type_ = state.type;
    next_due_ = stored(core::next_due(state));
    put_document_.execute();
    remove_revisions_.execute();
    write_revisions(state);
    remove_work_.execute();
    write_work(state);
}

void DocumentWriter::write_revisions(const DocumentState& state) {
    for (std::size_t i = 0; i < state.released.size(); ++i) write_released(state, i);
    position_ = 0;
    if (state.working) {
        const core::WorkingRevision& draft = *state.working;
        write_unreleased(working, draft.label, draft.state, draft.metadata);
    }
    for (const core::WithdrawnRevision& given_up : state.withdrawn) {
        write_unreleased(withdrawn, given_up.label, RevisionState::withdrawn, given_up.metadata);
        ++position_;
    }
}

void DocumentWriter::write_released(const DocumentState& state, std::size_t index) {
    const core::ReleasedRevision& revision = state.released[index];
    const core::Interval interval = core::interval_of(state, index);
    kind_ = released;
    position_ = static_cast<int>(index);
    label_ = revision.label.text();
    state_.clear();
    starts_ = stored(interval.start);
    ends_ = stored(interval.end);
    retired_at_ = stored(revision.retired_at);
    first_date_ = core::render(revision.effective_date);
    lapse_date_ = lapse_date(state, index);
    imported_ = revision.imported ? 1 : 0;
    review_due_ = stored(revision.review_due);
    describe(revision.metadata);
    insert_revision_.execute();
}

void DocumentWriter::write_unreleased(int kind, const core::RevisionLabel& label,
                                      RevisionState state, const core::Metadata& metadata) {
    kind_ = kind;
    label_ = label.text();
    state_ = core::name_of(state);
    starts_ = Seconds();
    ends_ = Seconds();
    retired_at_ = Seconds();
    first_date_.clear();
    lapse_date_.clear();
    imported_ = 0;
    review_due_.clear();
    describe(metadata);
    insert_revision_.execute();
}

void DocumentWriter::describe(const core::Metadata& metadata) {
    title_ = metadata.title;
    owner_ = metadata.owner.text();
    department_ = metadata.department;
    reading_class_ = metadata.reading_class;
}

void DocumentWriter::write_work(const DocumentState& state) {
    retirement_ = 0;
    if (state.working) write_working(*state.working);
    if (!state.retirement || state.released.empty()) return;
    retirement_ = 1;
    label_ = state.released.back().label.text();
    write_step(state.retirement->progress);
}

void DocumentWriter::write_working(const core::WorkingRevision& draft) {
    label_ = draft.label.text();
    if (draft.state == RevisionState::in_review) return write_step(draft.progress);
    work_kind_ = draft.state == RevisionState::approved ? "release" : "draft";
    since_ = stored(draft.since);
    insert_work_.execute();
}

/// The stage that is waited for names the work: `review` or `approval`.
void DocumentWriter::write_step(const core::RouteProgress& progress) {
    const auto index = static_cast<std::size_t>(progress.stage - 1);
    if (index >= progress.route.size()) return;
    work_kind_ = core::name_of(progress.route[index].meaning);
    since_ = stored(progress.stage_since);
    insert_work_.execute();
}

}  // namespace muniment::storage
