// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/trail_query.h"

#include <Poco/Data/Statement.h>

#include "storage/catalogue/conditions.h"
#include "storage/catalogue/stored_values.h"
#include "storage/sqlite/each_row.h"

namespace muniment::storage {

namespace {

using core::TrailRow;
using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::Statement;

/// A row as its columns have it.
struct StoredRow {
    Poco::UInt64 sequence = 0;
    Poco::Int64 time = 0;
    std::string event;
    std::string subject;
    std::string revision;
    std::string person;
    std::string name;
    std::string meaning;
    std::string decision;
    std::string reason;
    std::string commit;
};

core::Result<TrailRow> row_of(const StoredRow& columns) {
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
    StoredRow columns;
    Statement select(session);
    select << "SELECT sequence, time, event, subject, revision, person, name, meaning, decision, "
              "reason, hash FROM events" +
                  conditions.text() + " ORDER BY position",
        into(columns.sequence), into(columns.time), into(columns.event), into(columns.subject),
        into(columns.revision), into(columns.person), into(columns.name), into(columns.meaning),
        into(columns.decision), into(columns.reason), into(columns.commit), limit(1);
    conditions.bind_to(select);
    std::vector<TrailRow> rows;
    MUNIMENT_CHECK(each_row(select, [&]() -> core::Status {
        MUNIMENT_TRY(TrailRow row, row_of(columns));
        rows.push_back(std::move(row));
        return {};
    }));
    return rows;
}

core::Result<std::vector<std::pair<core::ObjectId, core::CommitPosition>>> read_positions(
    Session& session, const core::SubjectName& subject) {
    std::string commit;
    Poco::UInt64 sequence = 0;
    Poco::Int64 time = 0;
    Statement select(session);
    select << "SELECT hash, sequence, time FROM events WHERE subject = ? AND in_chain = 1 "
              "ORDER BY position",
        into(commit), into(sequence), into(time), bind(subject.text()), limit(1);
    std::vector<std::pair<core::ObjectId, core::CommitPosition>> positions;
    MUNIMENT_CHECK(each_row(select, [&]() -> core::Status {
        MUNIMENT_TRY(core::ObjectId id, known(core::ObjectId::parse(commit)));
        positions.emplace_back(std::move(id), core::CommitPosition{sequence, instant_of(time)});
        return {};
    }));
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
