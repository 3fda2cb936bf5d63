// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/document_query.h"

#include <Poco/Data/Statement.h>

#include "storage/catalogue/conditions.h"
#include "storage/catalogue/rows.h"
#include "storage/catalogue/stored_values.h"
#include "storage/sqlite/row.h"

namespace muniment::storage {

namespace {

using core::DocumentFilter;
using core::DocumentRow;
using core::Identifier;
using core::Instant;
using core::RevisionState;
using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::Statement;

// In all texts below ?1 is the instant that is asked about.

/// As core::state_of() says it.
constexpr const char* state_of_revision =
    "CASE WHEN r.kind <> 0 THEN r.state WHEN r.starts > ?1 THEN 'approved' "
    "WHEN r.ends IS NULL OR r.ends > ?1 THEN 'effective' "
    "WHEN r.retired_at <= ?1 THEN 'retired' ELSE 'superseded' END";

/// What is in force, else what is being worked on, else the newest release, else the newest of
/// those that were given up.
constexpr const char* row_of_document =
    "r.rowid = coalesce("
    "(SELECT rowid FROM revisions WHERE document = d.id AND kind = 0 AND starts <= ?1 AND "
    "(ends IS NULL OR ends > ?1) ORDER BY position LIMIT 1), "
    "(SELECT rowid FROM revisions WHERE document = d.id AND kind = 1), "
    "(SELECT rowid FROM revisions WHERE document = d.id AND kind = 0 "
    "ORDER BY position DESC LIMIT 1), "
    "(SELECT rowid FROM revisions WHERE document = d.id AND kind = 2 "
    "ORDER BY position DESC LIMIT 1))";

constexpr const char* in_force =
    "r.document = d.id AND r.kind = 0 AND r.starts <= ?1 AND (r.ends IS NULL OR r.ends > ?1)";

core::Result<DocumentRow> row_of(const ListRow& columns) {
    DocumentRow row;
    MUNIMENT_TRY(row.id, known(Identifier::parse(columns.id)));
    row.title = columns.title;
    row.type = columns.type;
    MUNIMENT_TRY(row.state, known(core::parse_revision_state(columns.state)));
    row.revision = columns.label;
    MUNIMENT_TRY(row.effective_from, optional_of(columns.first_date, core::parse_date));
    row.imported = columns.imported != 0;
    MUNIMENT_TRY(row.owner, stored_person(columns.owner));
    row.department = columns.department;
    row.reading_class = columns.reading_class;
    MUNIMENT_TRY(row.review_due, optional_of(columns.review_due, core::parse_date));
    if (!columns.draft_label.empty()) row.draft_revision = columns.draft_label;
    MUNIMENT_TRY(row.draft_state, optional_of(columns.draft_state, core::parse_revision_state));
    return row;
}

core::Result<std::vector<Identifier>> identifiers_of(const std::vector<std::string>& texts) {
    std::vector<Identifier> identifiers;
    identifiers.reserve(texts.size());
    for (const std::string& text : texts) {
        MUNIMENT_TRY(Identifier id, known(Identifier::parse(text)));
        identifiers.push_back(std::move(id));
    }
    return identifiers;
}

core::Result<core::OpenWork> work_of(const OpenWorkRow& row) {
    core::OpenWork work;
    MUNIMENT_TRY(work.id, known(Identifier::parse(row.document)));
    work.kind = row.kind;
    work.retirement = row.retirement != 0;
    work.revision = row.revision;
    work.since = instant_of(row.since);
    MUNIMENT_TRY(work.due, optional_of(row.due, core::parse_date));
    return work;
}

/// The documents that may have such a row, by an index: judging each of a large library's documents
/// would cost too much for a short list.
const char* candidates(RevisionState state) {
    switch (state) {
        case RevisionState::draft:
            return "d.id IN (SELECT document FROM revisions WHERE kind = 1 AND state = 'draft')";
        case RevisionState::in_review:
            return "d.id IN (SELECT document FROM revisions "
                   "WHERE kind = 1 AND state = 'in_review')";
        case RevisionState::approved:
            return "d.id IN (SELECT document FROM revisions WHERE kind = 1 AND state = 'approved' "
                   "UNION SELECT document FROM revisions WHERE kind = 0 AND starts > ?1)";
        case RevisionState::retired:
            return "d.id IN (SELECT document FROM revisions WHERE retired_at <= ?1)";
        case RevisionState::withdrawn:
            return "d.id IN (SELECT document FROM revisions "
                   "WHERE kind = 2 AND state = 'withdrawn')";
        default:
            return "r.kind = 0";
    }
}

Conditions conditions_of(const DocumentFilter& filter) {
    Conditions conditions;
    if (!filter.type.empty()) conditions.add("d.type = ?", filter.type);
    if (filter.owner) {
        conditions.add("r.owner = ?", filter.owner->text());
        conditions.add("d.id IN (SELECT document FROM revisions WHERE owner = ?)",
                       filter.owner->text());
    }
    if (filter.state) {
        const std::string state(core::name_of(*filter.state));
        conditions.add(candidates(*filter.state));
        conditions.add(std::string("? IN (") + state_of_revision + ", w.state)", state);
    }
    return conditions;
}

}  // namespace

core::Result<std::vector<DocumentRow>> read_documents(Session& session,
                                                      const DocumentFilter& filter, Instant now) {
    Conditions conditions = conditions_of(filter);
    std::vector<ListRow> stored_rows;
    Statement select(session);
    // As of another moment nothing is said of drafts: no row has this kind.
    const std::string beside = filter.as_of ? "-1" : "1";
    select << std::string("SELECT d.id, d.type, ") + state_of_revision +
                  ", r.label, r.first_date, r.imported, r.title, r.owner, r.department, "
                  "r.reading_class, r.review_due, w.label, w.state "
                  "FROM documents d JOIN revisions r ON " +
                  (filter.as_of ? in_force : row_of_document) +
                  " LEFT JOIN revisions w ON w.document = d.id AND w.kind = " + beside +
                  " AND w.rowid <> r.rowid" + conditions.text() + " ORDER BY d.id",
        into(stored_rows), bind(stored(filter.as_of.value_or(now)));
    conditions.bind_to(select);
    select.execute();
    std::vector<DocumentRow> rows;
    rows.reserve(stored_rows.size());
    for (const ListRow& columns : stored_rows) {
        MUNIMENT_TRY(DocumentRow row, row_of(columns));
        rows.push_back(std::move(row));
    }
    return rows;
}

core::Result<std::vector<Identifier>> read_due(Session& session, Instant now) {
    std::vector<std::string> texts;
    session << "SELECT id FROM documents WHERE next_due <= ? ORDER BY next_due, id", into(texts),
        bind(stored(now)), Poco::Data::Keywords::now;
    return identifiers_of(texts);
}

core::Result<std::vector<Identifier>> read_identifiers(Session& session) {
    std::vector<std::string> texts;
    session << "SELECT id FROM documents ORDER BY id", into(texts), now;
    return identifiers_of(texts);
}

core::Result<std::vector<core::OpenWork>> read_open_work(Session& session, core::Date today) {
    std::vector<OpenWorkRow> rows;
    // A review is due by date, so it is the dates that say which revision is in force.
    session << "SELECT document, kind, retirement, revision, since, '' FROM work UNION ALL "
               "SELECT document, 'periodic_review', 0, label, starts, review_due FROM revisions "
               "WHERE lapse_date > ?1 AND review_due <> '' AND review_due <= ?1 "
               "AND first_date <= ?1 ORDER BY 1, 2, 3",
        into(rows), bind(core::render(today)), now;
    std::vector<core::OpenWork> open;
    open.reserve(rows.size());
    for (const OpenWorkRow& row : rows) {
        MUNIMENT_TRY(core::OpenWork work, work_of(row));
        open.push_back(std::move(work));
    }
    return open;
}

}  // namespace muniment::storage
