// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/digest.h"
#include "core/metadata.h"
#include "core/object_id.h"
#include "core/person.h"
#include "core/route.h"

namespace muniment::core {

/// The closed list of what can happen. Names, subjects, trailers and signers: docs/format.md.
enum class EventKind {
    // The library
    library_founded,
    library_accepted,
    // A document's draft
    draft_created,
    revision_drafted,
    draft_edited,
    submitted,
    draft_signed,
    stage_reassigned,
    withdrawn,
    // A revision's time in force
    released,
    rescheduled,
    release_cancelled,
    took_effect,
    periodic_review,
    acknowledged,
    imported,
    // The end of a document
    retirement_requested,
    retirement_signed,
    retirement_withdrawn,
    // People
    person_added,
    person_enrolled,
    person_confirmed,
    key_reset,
    key_replaced,
    roles_changed,
    roles_proposed,
    roles_decided,
    person_disabled,
    delegation_given,
    key_enrolled,
    key_revoked,
    // The registrar's key; the subjects are the people who sign for it
    registrar_rotated,
    registrar_replaced,
};

/// `draft-created` and so on: the spelling in trailers, JSON and the command line.
[[nodiscard]] std::string_view name_of(EventKind kind);
[[nodiscard]] Result<EventKind> parse_event_kind(std::string_view text);

/// The states of a revision, as spelled everywhere.
enum class RevisionState { draft, in_review, approved, effective, superseded, retired, withdrawn };
[[nodiscard]] std::string_view name_of(RevisionState state);
[[nodiscard]] Result<RevisionState> parse_revision_state(std::string_view text);

enum class Decision { accept, reject };
[[nodiscard]] std::string_view name_of(Decision decision);
[[nodiscard]] Result<Decision> parse_decision(std::string_view text);

/// How the acting person was known. `password` and `personal_key` are signing acts, and only they:
/// their subject commits carry the person's own signature.
enum class Authentication { none, token, session, password, personal_key };
[[nodiscard]] std::string_view name_of(Authentication authentication);
[[nodiscard]] Result<Authentication> parse_authentication(std::string_view text);
[[nodiscard]] bool is_signature(Authentication authentication);

enum class Via { web, cli, api };
[[nodiscard]] std::string_view name_of(Via via);
[[nodiscard]] Result<Via> parse_via(std::string_view text);

/// The outcome of a periodic review.
enum class ReviewOutcome { keep, revise, retire };
[[nodiscard]] std::string_view name_of(ReviewOutcome outcome);
[[nodiscard]] Result<ReviewOutcome> parse_review_outcome(std::string_view text);

/// What an event is about: a document's identifier (`POLICY` too) or `people/ID`.
class SubjectName {
  public:
    SubjectName() = default;
    explicit SubjectName(const Identifier& document) : text_(document.text()) {}
    explicit SubjectName(const PersonId& person) : text_("people/" + person.text()) {}
    [[nodiscard]] static Result<SubjectName> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool is_person() const { return text_.rfind("people/", 0) == 0; }
    /// The document; only when it is one.
    [[nodiscard]] Identifier document() const { return Identifier::parse(text_).value(); }
    /// The person; only when it is one.
    [[nodiscard]] PersonId person() const { return PersonId::parse(text_.substr(7)).value(); }

    auto operator<=>(const SubjectName&) const = default;

  private:
    std::string text_;
};

/// A start in force: the date, and its first instant when that lies ahead of the release. Without
/// an instant the start is the release event itself.
struct EffectiveDate {
    Date date{};
    std::optional<Instant> first_instant;

    bool operator==(const EffectiveDate&) const = default;
};

/// What happened to one subject: one subject commit. Which members are given depends on the kind:
/// `fields_of`. Everything but `content` stands in the message's trailers.
struct Event {
    EventKind kind = EventKind::draft_created;
    SubjectName subject;
    std::string comment;  ///< reason or comment, free text of many lines; the message's body

    std::optional<RevisionLabel> revision;
    std::optional<RevisionState> state;  ///< of that revision, after the event
    std::string type;
    std::optional<ChangeKind> change_kind;
    bool self_released = false;
    Route route;
    std::optional<int> stage;  ///< 1-based
    std::optional<Meaning> meaning;
    std::optional<Decision> decision;
    std::vector<Slot> slots;  ///< places of the stage that the signature may fill
    std::optional<PersonId> on_behalf_of;
    std::optional<ReviewOutcome> outcome;
    std::optional<Date> local_date;  ///< the day of the act in the site's time zone
    std::optional<EffectiveDate> effective;
    std::optional<Date> review_due;
    std::optional<Slot> reassigned_from;
    std::optional<Slot> reassigned_to;
    std::optional<ObjectId> acknowledges;  ///< the subject commit of the release
    std::string stated_author;             ///< what the source of an import says: no signature
    std::vector<std::string> stated_approvers;
    std::string stated_reason;
    std::optional<Digest> manifest;
    std::optional<std::int64_t> manifest_line;  ///< 1-based
    std::string printed_name;                   ///< of the person added
    GrantSet added_roles;
    GrantSet removed_roles;
    GrantSet proposed_roles;          ///< of the person added, until a second person decides
    std::string key;                  ///< public key enrolled
    std::string key_proof;            ///< by that key, namespace muniment-key; base64 on one line
    std::string revoked_key;          ///< public key that ends with this event
    std::string registrar_key;        ///< public key that signs register commits from now on
    std::string registrar_key_proof;  ///< by that key, as above
    std::optional<Instant> compromised_since;  ///< others may have had the ended key since then
    std::optional<Digest> statement;
    std::optional<Enrolment> enrolment;  ///< after the key is there: enrolled or unconfirmed
    std::optional<ResolvedDate> delegated_from;
    std::optional<ResolvedDate> delegated_until;

    PersonId person;  ///< who acted; the registrar for took_effect
    std::string name;
    GrantSet roles;  ///< as held when acting
    Digest content_sha256;
    Authentication authentication = Authentication::none;
    std::optional<Via> via;

    /// Metadata of the files, for events that bring new content; read from the tree.
    std::optional<Metadata> metadata;

    bool operator==(const Event&) const = default;
};

/// The trailers that only some kinds have.
enum class Field {
    revision,
    state,
    type,
    change_kind,
    self_released,
    route,
    stage,
    meaning,
    decision,
    slots,
    on_behalf_of,
    outcome,
    local_date,
    effective,
    review_due,
    reassigned,
    acknowledges,
    stated,
    manifest,
    printed_name,
    added_roles,
    removed_roles,
    proposed_roles,
    key,
    revoked_key,
    registrar_key,
    compromised_since,
    statement,
    enrolment,
    delegation,
    via,
};

enum class Presence { required, optional };

struct FieldRule {
    Field field;
    Presence presence;
};

/// Whose key signs the subject commit.
enum class Signer { person, registrar };

/// The row of the event table for a kind; docs/format.md shows the same rows, and a test compares.
struct EventRule {
    EventKind kind;
    std::string_view name;
    std::string_view subjects;  ///< "library", "document", "person"
    Signer signer;              ///< changes of POLICY are always signed by the person
    bool brings_content;        ///< the commit's files are new
    std::vector<FieldRule> fields;
    std::string_view title;  ///< the first line; {subject} and {revision} are filled in
};

[[nodiscard]] const std::vector<EventRule>& event_rules();
[[nodiscard]] const EventRule& rule_of(EventKind kind);

/// Who signs this event's subject commit.
[[nodiscard]] Signer signer_of(const Event& event);

/// Where an event stands once it is in the register.
struct EventPosition {
    std::uint64_t sequence = 0;  ///< 1-based, without a gap
    Instant time{};              ///< of the register commit: *the* time of the event
    ObjectId commit;             ///< the subject commit
    ObjectId tree;               ///< its files

    bool operator==(const EventPosition&) const = default;
};

}  // namespace muniment::core
