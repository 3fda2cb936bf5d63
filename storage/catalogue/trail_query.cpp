// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/trail_query.h"

#include <Poco/Data/Statement.h>

#include "storage/catalogue/conditions.h"
#include "storage/catalogue/rows.h"
#include "storage/catalogue/stored_values.h"
#include "storage/sqlite/row.h"

namespace muniment::storage {

namespace {

using core::TrailRow;
using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::Statement;

core::Result<TrailRow> row_of(const EventRow& columns) {
    TrailRow row;
    row.sequence = columns.sequence;
    row.time = instant_of(columns.time);
    MUNIMENT_TRY(row.event, known(core::parse_event_kind(columns.event)));
    MUNIMENT_TRY(row.subject, optional_of(columns.subject, core::SubjectName::parse));
    row.revision = columns.revision;
    MUNIMENT_TRY(row.person, stored_person(columns.person));
    row.name = columns.name;
    MUNIMENT_TRY(row.meaning, optional_of(columns.meaning, core::parse_meaning));
    MUNIMENT_TRY(row.decision, optional_of(columns.decision, core::parse_decision));
    MUNIMENT_TRY(row.on_behalf_of, optional_of(columns.on_behalf_of, core::PersonId::parse));
    row.detail = columns.detail;
    row.reason = columns.reason;
    MUNIMENT_TRY(row.commit, known(core::ObjectId::parse(columns.commit)));
    return row;
}

Conditions conditions_of(const core::TrailFilter& filter) {
    Conditions conditions;
    if (filter.subject) conditions.add("subject = ?", filter.subject->text());
    if (filter.person) conditions.add("person = ?", filter.person->text());
    if (filter.event) conditions.add("event = ?", std::string(core::name_of(*filter.event)));
    if (filter.since) conditions.add("time >= ?", stored(*filter.since));
    if (filter.until) conditions.add("time <= ?", stored(*filter.until));
    return conditions;
}

}  // namespace

core::Result<std::vector<TrailRow>> read_trail(Session& session, const core::TrailFilter& filter) {
    Conditions conditions = conditions_of(filter);
    std::vector<EventRow> stored;
    Statement select(session);
    select << "SELECT sequence, time, event, subject, revision, person, name, meaning, decision, "
              "on_behalf_of, detail, reason, hash, in_chain FROM events" +
                  conditions.text() + " ORDER BY position",
        into(stored);
    conditions.bind_to(select);
    select.execute();
    std::vector<TrailRow> rows;
    rows.reserve(stored.size());
    for (const EventRow& columns : stored) {
        MUNIMENT_TRY(TrailRow row, row_of(columns));
        rows.push_back(std::move(row));
    }
    return rows;
}

core::Result<std::vector<std::pair<core::ObjectId, core::CommitPosition>>> read_positions(
    Session& session, const core::SubjectName& subject) {
    std::vector<PositionRow> stored;
    session << "SELECT hash, sequence, time FROM events WHERE subject = ? AND in_chain = 1 "
               "ORDER BY position",
        into(stored), bind(subject.text()), now;
    std::vector<std::pair<core::ObjectId, core::CommitPosition>> positions;
    positions.reserve(stored.size());
    for (const PositionRow& row : stored) {
        MUNIMENT_TRY(core::ObjectId id, known(core::ObjectId::parse(row.commit)));
        positions.emplace_back(std::move(id),
                               core::CommitPosition{row.sequence, instant_of(row.time)});
    }
    return positions;
}

bool find_acknowledgement(Session& session, const core::Identifier& id,
                          const core::RevisionLabel& revision, const core::PersonId& person) {
    int found = 0;
    session << "SELECT count(*) FROM acknowledgements "
               "WHERE document = ? AND revision = ? AND person = ?",
        into(found), bind(id.text()), bind(revision.text()), bind(person.text()), now;
    return found != 0;
}

std::vector<std::int64_t> read_imported_lines(Session& session, const core::Digest& manifest) {
    std::vector<Poco::Int64> lines;
    session << "SELECT line FROM imported_lines WHERE manifest = ? ORDER BY line", into(lines),
        bind(manifest.text()), now;
    return {lines.begin(), lines.end()};
}

core::Result<std::optional<core::Identifier>> find_former(Session& session,
                                                          const std::string& former) {
    std::string document;
    session << "SELECT document FROM former_identifiers WHERE former = ?", into(document),
        bind(former), now;
    return optional_of(document, core::Identifier::parse);
}

}  // namespace muniment::storage
