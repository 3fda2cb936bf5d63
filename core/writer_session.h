// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the library_writer*.cpp files share; not for others.

#include <algorithm>

#include "core/library_writer.h"

namespace muniment::core {

/// One attempt at an act, under the writer's lock: the moment, the rules, and the people that the
/// decision may look at.
struct LibraryWriter::Session {
    LibraryReader& reader;
    RegisterWriter& writer;
    Head head;
    Instant now{};
    const Policy& policy;
    Date today{};
    Actor actor;
    People people;
    std::optional<Policy> proposed;  ///< by the draft of POLICY

    /// Lets the decision look at this person; an unknown one stays unknown, and `decide` says so.
    [[nodiscard]] Status know(const PersonId& id);

    [[nodiscard]] Status know_all();

    /// For acts on POLICY: everyone, and the rules that its draft holds.
    [[nodiscard]] Status know_proposal(const DocumentState& state);

    [[nodiscard]] Circumstances around() const {
        return {policy, people, actor, now, proposed ? &*proposed : nullptr};
    }

    /// The date with its first instant in the site zone.
    [[nodiscard]] Result<ResolvedDate> resolve(Date date) const {
        return reader.ports().calendar.resolve(policy.time_zone, date);
    }
};

/// A key that an event ends was valid up to the second before it (docs/format.md), which must come
/// after its first: ssh-keygen reads no line with an empty interval, nor any after it. So the event
/// comes two seconds after whatever the key may have begun with or signed.
template <class Session>
[[nodiscard]] Status move_past_newest_event(Session& session) {
    session.now = std::max(session.now, session.head.time + std::chrono::seconds(2));
    MUNIMENT_TRY(const auto due, session.reader.ports().catalogue.due(session.now));
    if (due.empty()) return {};
    return fail(ErrorCode::conflict, "a document takes effect in this very second", "Try again.");
}

/// The time of an event that happens now: never before the head's. unavailable when the clock
/// stands too far behind it.
[[nodiscard]] Result<Instant> event_time(const Clock& clock, const Head& head);

/// The tree of a revision of the document.
[[nodiscard]] ObjectId tree_of(const DocumentState& state, const RevisionLabel& label);

/// Decides and describes one subject of an event; `visible` is what the actor may know of it.
[[nodiscard]] Result<NewSubject> decided_subject(const Circumstances& around,
                                                 const DocumentState& state,
                                                 const DocumentState& visible,
                                                 const DocumentCommand& command);

[[nodiscard]] Done done_with(const RegisterEntry& entry, const RecordedSubject& subject);

}  // namespace muniment::core
