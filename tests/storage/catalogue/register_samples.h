// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/ports/register.h"
#include "storage/digest.h"

namespace muniment::test {

inline core::Identifier identifier(const std::string& text) {
    return core::Identifier::parse(text).value();
}
inline core::PersonId person(const std::string& text) {
    return core::PersonId::parse(text).value();
}
inline core::RevisionLabel label(const std::string& text) {
    return core::RevisionLabel::parse(text).value();
}
inline core::Date date(const std::string& text) {
    return core::parse_date(text).value();
}
inline core::Instant instant(const std::string& text) {
    return core::parse_instant(text).value();
}

/// An object id that stands for this number.
inline core::ObjectId object(std::uint64_t number) {
    return core::ObjectId::parse(storage::sha256(std::to_string(number)).text().substr(0, 40))
        .value();
}

inline core::Metadata metadata(const std::string& title, const std::string& owner = "anna") {
    core::Metadata made;
    made.title = title;
    made.type = "SOP";
    made.owner = person(owner);
    made.department = "Quality";
    made.reading_class = "internal";
    return made;
}

/// An event of one subject, as the register would hand it over.
inline core::RegisterEntry entry(std::uint64_t sequence, const core::Event& event,
                                 core::Instant time = instant("2026-01-01T00:00:00Z")) {
    core::RegisterEntry made;
    made.sequence = sequence;
    made.kind = event.kind;
    made.time = time;
    made.commit = object(1'000'000 + sequence);
    made.sha256 = storage::sha256(std::to_string(sequence));
    made.subjects.push_back({event, object(sequence), object(2'000'000 + sequence), time});
    return made;
}

inline core::Event event(core::EventKind kind, const core::SubjectName& subject,
                         const std::string& who = "anna") {
    core::Event made;
    made.kind = kind;
    made.subject = subject;
    made.person = person(who);
    made.name = who;
    made.comment = "because";
    return made;
}

inline core::Event event(core::EventKind kind, const std::string& id,
                         const std::string& who = "anna") {
    return event(kind, core::SubjectName(identifier(id)), who);
}

/// The founding: the one entry without a subject.
inline core::RegisterEntry founding() {
    core::RegisterEntry made;
    made.sequence = 1;
    made.time = instant("2026-01-01T00:00:00Z");
    made.commit = object(1'000'001);
    return made;
}

inline core::DocumentState document(const std::string& id) {
    core::DocumentState made;
    made.id = identifier(id);
    made.type = id.substr(0, id.find('-'));
    made.tip = object(7);
    return made;
}

inline core::ReleasedRevision released(const std::string& revision, const std::string& first_date,
                                       const std::string& start, const std::string& title) {
    core::ReleasedRevision made;
    made.label = label(revision);
    made.metadata = metadata(title);
    made.effective_date = date(first_date);
    made.start = instant(start);
    made.took_effect = true;
    return made;
}

inline core::WorkingRevision working(const std::string& revision, core::RevisionState state,
                                     const std::string& title) {
    core::WorkingRevision made;
    made.label = label(revision);
    made.state = state;
    made.metadata = metadata(title);
    made.since = instant("2026-02-01T00:00:00Z");
    return made;
}

}  // namespace muniment::test
