// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/trail_writer.h"

#include "storage/catalogue/stored_values.h"

namespace muniment::storage {

using core::EventKind;
using namespace Poco::Data::Keywords;

TrailWriter::TrailWriter(Poco::Data::Session& session)
    : insert_event_(session),
      insert_acknowledgement_(session),
      insert_line_(session),
      insert_former_(session) {
    insert_event_ << "INSERT INTO events (sequence, time, event, subject, revision, person, name, "
                     "meaning, decision, reason, hash, in_chain) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        use(sequence_), use(time_), use(event_), use(subject_), use(revision_), use(person_),
        use(name_), use(meaning_), use(decision_), use(reason_), use(commit_), use(in_chain_);
    insert_acknowledgement_ << "INSERT OR IGNORE INTO acknowledgements VALUES (?, ?, ?)",
        use(subject_), use(revision_), use(person_);
    insert_line_ << "INSERT OR IGNORE INTO imported_lines VALUES (?, ?)", use(manifest_),
        use(line_);
    insert_former_ << "INSERT OR IGNORE INTO former_identifiers VALUES (?, ?)", use(former_),
        use(subject_);
}

void TrailWriter::write(const core::RegisterEntry& entry) {
    sequence_ = entry.sequence;
    time_ = stored(entry.time);
    if (entry.subjects.empty()) return write_founding(entry);
    for (const core::RecordedSubject& subject : entry.subjects) write_subject(subject);
}

/// The founding has no subject; its row is about the library as a whole.
void TrailWriter::write_founding(const core::RegisterEntry& entry) {
    event_ = core::name_of(entry.kind);
    subject_.clear();
    revision_.clear();
    person_ = core::registrar_id().text();
    name_ = "Registrar";
    meaning_.clear();
    decision_.clear();
    reason_.clear();
    commit_ = entry.commit.hex();
    in_chain_ = 1;
    insert_event_.execute();
}

void TrailWriter::write_subject(const core::RecordedSubject& subject) {
    const core::Event& event = subject.event;
    event_ = core::name_of(event.kind);
    subject_ = event.subject.text();
    revision_ = event.revision ? event.revision->text() : std::string();
    person_ = event.person.text();
    name_ = event.name;
    meaning_ = event.meaning ? core::name_of(*event.meaning) : std::string_view();
    decision_ = event.decision ? core::name_of(*event.decision) : std::string_view();
    reason_ = event.comment;
    commit_ = subject.commit.hex();
    in_chain_ = event.kind == EventKind::acknowledged ? 0 : 1;
    insert_event_.execute();
    if (event.kind == EventKind::acknowledged) insert_acknowledgement_.execute();
    if (event.kind == EventKind::imported) write_import(event);
}

void TrailWriter::write_import(const core::Event& event) {
    if (event.manifest && event.manifest_line) {
        manifest_ = event.manifest->text();
        line_ = *event.manifest_line;
        insert_line_.execute();
    }
    if (event.metadata && !event.metadata->former_identifier.empty()) {
        former_ = event.metadata->former_identifier;
        insert_former_.execute();
    }
}

}  // namespace muniment::storage
