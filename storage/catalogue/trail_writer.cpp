// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/trail_writer.h"

#include "core/event_detail.h"
#include "storage/catalogue/stored_values.h"
#include "storage/sqlite/row.h"

namespace muniment::storage {

namespace {

using core::EventKind;

/// The founding has no subject; its row is about the library as a whole.
EventRow founding_row(const core::RegisterEntry& entry) {
    EventRow row;
    row.sequence = entry.sequence;
    row.time = stored(entry.time);
    row.event = core::name_of(entry.kind);
    row.person = core::registrar_id().text();
    row.name = "Registrar";
    row.commit = entry.commit.hex();
    return row;
}

EventRow subject_row(const core::RegisterEntry& entry, const core::RecordedSubject& subject) {
    const core::Event& event = subject.event;
    EventRow row;
    row.sequence = entry.sequence;
    row.time = stored(entry.time);
    row.event = core::name_of(event.kind);
    row.subject = event.subject.text();
    if (event.revision) row.revision = event.revision->text();
    row.person = event.person.text();
    row.name = event.name;
    if (event.meaning) row.meaning = core::name_of(*event.meaning);
    if (event.decision) row.decision = core::name_of(*event.decision);
    if (event.on_behalf_of) row.on_behalf_of = event.on_behalf_of->text();
    row.detail = core::detail_of(event);
    row.reason = event.comment;
    row.commit = subject.commit.hex();
    row.in_chain = event.kind == EventKind::acknowledged ? 0 : 1;
    return row;
}

}  // namespace

void TrailWriter::add(const core::RegisterEntry& entry) {
    if (entry.subjects.empty()) events_.push_back(founding_row(entry));
    for (const core::RecordedSubject& subject : entry.subjects) {
        events_.push_back(subject_row(entry, subject));
        const EventRow& row = events_.back();
        if (subject.event.kind == EventKind::acknowledged)
            acknowledgements_.push_back({row.subject, row.revision, row.person});
        if (subject.event.kind == EventKind::imported) add_import(subject.event);
    }
}

void TrailWriter::add_import(const core::Event& event) {
    if (event.manifest && event.manifest_line)
        imported_lines_.push_back({event.manifest->text(), *event.manifest_line});
    if (event.metadata && !event.metadata->former_identifier.empty())
        former_.push_back({event.metadata->former_identifier, event.subject.text()});
}

void TrailWriter::flush(Poco::Data::Session& session) {
    insert_rows(session,
                "INSERT INTO events (sequence, time, event, subject, revision, person, name, "
                "meaning, decision, on_behalf_of, detail, reason, hash, in_chain) VALUES",
                events_);
    insert_rows(session, "INSERT OR IGNORE INTO acknowledgements VALUES", acknowledgements_);
    insert_rows(session, "INSERT OR IGNORE INTO imported_lines VALUES", imported_lines_);
    insert_rows(session, "INSERT OR IGNORE INTO former_identifiers VALUES", former_);
    *this = TrailWriter();
}

}  // namespace muniment::storage
