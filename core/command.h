// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/document_state.h"
#include "core/policy.h"

namespace muniment::core {

/// New files of a revision, and what the rules need to know of them.
struct NewContent {
    Content content;
    Metadata metadata;
    std::int64_t bytes = 0;  ///< of all files together
};

// What somebody wants to do with a document. `decide` says whether they may, and what then
// happened. `reason` and `comment` are free text. `today` is the date in the site's time zone.

struct CreateDraft {
    Identifier id;
    NewContent content;
    std::string reason;
};
struct DraftRevision {
    NewContent content;
    std::string reason;
};
struct EditDraft {
    NewContent content;
    std::string reason;
    std::optional<Digest> shown{};  ///< digest of what was edited; the register does not keep it
};
struct Submit {
    Digest shown;  ///< digest of what the person saw
    std::string comment;
};
struct Withdraw {
    std::string reason;  ///< the draft goes; without one, the retirement asked for or planned
};
enum class Request { draft, retirement };
struct Sign {
    Request request = Request::draft;
    Meaning meaning = Meaning::approval;
    Decision decision = Decision::accept;
    Digest shown;  ///< digest of what the person saw
    std::optional<PersonId> on_behalf_of;
    std::string comment;
};
struct Release {
    Digest shown;
    ResolvedDate start;  ///< today's date means: from the release itself
    Date today{};
    std::string comment;
};
struct Reschedule {
    ResolvedDate start;
    Date today{};
    std::string reason;
};
struct CancelRelease {
    std::string reason;
};
struct TakeEffect {};
struct Reassign {
    int stage = 1;  ///< 1-based
    Slot from;
    Slot to;
    std::string reason;
};
struct PeriodicReview {
    ReviewOutcome outcome = ReviewOutcome::keep;
    Date today{};
    std::string reason;
};
struct Acknowledge {
    std::optional<RevisionLabel> revision;  ///< absent: the one in force
    bool already = false;  ///< whether this person acknowledged this revision before
};
struct RequestRetirement {
    std::optional<ResolvedDate> date;
    Date today{};
    std::string reason;
};
struct Import {
    Identifier id;
    NewContent content;
    std::optional<RevisionLabel> revision;  ///< absent: the next one
    bool as_effective = false;
    std::optional<ResolvedDate> stated_start;
    Date today{};
    std::string stated_author;
    std::vector<std::string> stated_approvers;
    std::string stated_reason;
    Digest manifest;
    std::int64_t manifest_line = 1;  ///< 1-based
    std::string statement;
};

using DocumentCommand = std::variant<CreateDraft, DraftRevision, EditDraft, Submit, Withdraw, Sign,
                                     Release, Reschedule, CancelRelease, TakeEffect, Reassign,
                                     PeriodicReview, Acknowledge, RequestRetirement, Import>;

// What somebody wants to do with a person.

struct AddPerson {
    PersonId id;
    std::string name;
    GrantSet roles;
    std::string comment{};  ///< how it is known who they are (21 CFR 11.100(b))
};
struct EnrolPerson {
    std::string key;
    std::string key_proof;
    Digest statement;
};
struct ConfirmPerson {
    std::string comment{};  ///< how it is known who they are
};
struct ResetKey {
    std::string reason;
};
struct ReplaceKey {
    std::string key;
    std::string key_proof;
    Digest statement;
    std::string comment{};  ///< how it is known who they are
};
struct ChangeRoles {  // Circumstances hold all people; a proposal where the policy wants two
                      // persons
    GrantSet add;
    GrantSet remove;
    std::string reason{};
};
struct DecideRoles {  // Circumstances hold all people
    Decision decision = Decision::accept;
    GrantSet add;  ///< the proposal as it was shown
    GrantSet remove;
    std::string comment;
};
struct DisablePerson {  // Circumstances hold all people
    std::string reason;
};
struct Delegate {  // the subject is the delegate; the acting person delegates
    ResolvedDate from;
    ResolvedDate until;  ///< exclusive
};

struct EnrolKey {  // a further key of one's own
    std::string key;
    std::string key_proof;
    bool known = false;  ///< it stands in the register already, under whatever name
};
struct RevokeKey {
    std::string key;
    std::string reason;
    std::optional<Instant> compromised_since;
};

// What somebody who manages people says about the registrar's key; the subject is themself. What
// several say in one event counts together: check_registrar_change.

struct RotateRegistrar {
    std::string key;
    std::string key_proof;
    std::string reason;
};
struct ReplaceRegistrar {  // the old key is lost, or others have it
    std::string key;
    std::string key_proof;
    std::string reason;
    std::optional<Instant> compromised_since;
};

using PersonCommand = std::variant<AddPerson, EnrolPerson, ConfirmPerson, ResetKey, ReplaceKey,
                                   ChangeRoles, DecideRoles, DisablePerson, Delegate, EnrolKey,
                                   RevokeKey, RotateRegistrar, ReplaceRegistrar>;

}  // namespace muniment::core
