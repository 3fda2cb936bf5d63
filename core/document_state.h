// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/event.h"

namespace muniment::core {

/// The files of a revision: their tree, and the digest that people sign.
struct Content {
    ObjectId tree;
    Digest sha256;

    bool operator==(const Content&) const = default;
};

/// A signature as its manifestation shows it (21 CFR 11.50).
struct Signature {
    PersonId person;
    std::string name;
    GrantSet roles;
    Meaning meaning = Meaning::approval;
    Decision decision = Decision::accept;
    int stage = 0;  ///< 1-based; 0 outside a route
    std::vector<Slot> slots;
    std::optional<PersonId> on_behalf_of;
    Authentication authentication = Authentication::password;
    std::string comment;
    Instant time{};
    ObjectId commit;

    bool operator==(const Signature&) const = default;
};

/// A route under way: who has signed in this round.
struct RouteProgress {
    Route route;
    int stage = 1;  ///< 1-based; past the last one when all have signed
    std::vector<Signature> signatures;
    Instant stage_since{};

    bool operator==(const RouteProgress&) const = default;
};

/// The one revision of a document that is being worked on.
struct WorkingRevision {
    RevisionLabel label;
    ChangeKind change_kind = ChangeKind::major;
    RevisionState state = RevisionState::draft;  ///< draft, in_review or approved
    Content content;
    Metadata metadata;
    bool self_released = false;
    RouteProgress progress;
    std::optional<PersonId> submitter;
    Instant since{};  ///< when it came into this state

    bool operator==(const WorkingRevision&) const = default;
};

/// A revision that was released: pending, in force, superseded or retired, as the clock says.
struct ReleasedRevision {
    RevisionLabel label;
    ChangeKind change_kind = ChangeKind::major;
    Content content;
    Metadata metadata;
    bool self_released = false;
    Route route;
    std::vector<Signature> signatures;
    std::optional<PersonId> submitter;
    Date effective_date{};
    Instant start{};                    ///< first instant in force
    std::optional<Instant> retired_at;  ///< first instant no longer in force, by retirement
    bool took_effect = false;           ///< its start is in the register: the tree shows it
    std::optional<Date> review_due;
    Instant released_at{};    ///< time of the release or import event
    ObjectId release_commit;  ///< what acknowledgements hang off
    bool imported = false;    ///< dates and people are as stated by the source
    std::string stated_author;
    std::vector<std::string> stated_approvers;

    bool operator==(const ReleasedRevision&) const = default;
};

/// An open request to retire the document.
struct RetirementRequest {
    PersonId requester;
    std::string reason;
    std::optional<ResolvedDate> date;
    RouteProgress progress;
    Instant since{};

    bool operator==(const RetirementRequest&) const = default;
};

/// A retirement that was approved for a date ahead.
struct PlannedRetirement {
    ResolvedDate date;
    bool operator==(const PlannedRetirement&) const = default;
};

/// Somebody who brought content, and to which revision.
struct ContentAuthor {
    PersonId person;
    RevisionLabel revision;
    bool operator==(const ContentAuthor&) const = default;
};

/// A revision that was given up: a withdrawn draft, or a cancelled release that a newer draft
/// overtook.
struct WithdrawnRevision {
    RevisionLabel label;
    Content content;
    Metadata metadata;
    Instant at{};

    bool operator==(const WithdrawnRevision&) const = default;
};

/// What a document's chain of events amounts to. "In force" is never stored: it follows from the
/// intervals and the clock.
struct DocumentState {
    Identifier id;
    std::string type;
    std::optional<WorkingRevision> working;
    std::vector<ReleasedRevision> released;    ///< in order of their starts
    std::vector<WithdrawnRevision> withdrawn;  ///< in order of their withdrawal
    std::vector<RevisionLabel> used_labels;    ///< withdrawn ones too: never given again
    std::vector<ContentAuthor> authors;        ///< since the last effective revision
    std::optional<RetirementRequest> retirement;
    std::optional<PlannedRetirement> planned_retirement;
    bool has_native_events = false;  ///< imports leave it alone from then on
    ObjectId tip;                    ///< newest subject commit; none: no such document

    [[nodiscard]] bool exists() const { return !tip.is_none(); }
    bool operator==(const DocumentState&) const = default;
};

/// [start, end) of a released revision; without an end it is still running.
struct Interval {
    Instant start{};
    std::optional<Instant> end;
};

[[nodiscard]] Interval interval_of(const DocumentState& state, std::size_t released_index);

/// The revision in force at the instant, or nothing (design: "in force, and as of").
[[nodiscard]] const ReleasedRevision* in_force(const DocumentState& state, Instant at);

/// The released revision whose start lies ahead, or nothing.
[[nodiscard]] const ReleasedRevision* pending(const DocumentState& state, Instant at);

/// Whether the document was retired and nothing has been released since.
[[nodiscard]] bool is_retired(const DocumentState& state, Instant at);

/// The state of a released revision at the instant.
[[nodiscard]] RevisionState state_of(const DocumentState& state, std::size_t released_index,
                                     Instant at);

/// The metadata as they are now: of the revision that is worked on, else of the newest released or
/// withdrawn one. Empty ones when there is none.
[[nodiscard]] const Metadata& newest_metadata(const DocumentState& state);

/// The released revision of that label, or nothing.
[[nodiscard]] const ReleasedRevision* find_released(const DocumentState& state,
                                                    const RevisionLabel& label);

/// Everyone who counts as an author of the change under way: they brought content since the last
/// effective revision, or submitted it. Such a person never signs review or approval.
[[nodiscard]] bool is_author(const DocumentState& state, const PersonId& person);

/// The instant at which the next thing happens by itself (a start in force, a retirement), if
/// the register does not show it yet.
[[nodiscard]] std::optional<Instant> next_due(const DocumentState& state);

}  // namespace muniment::core
