// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the decide_*.cpp files share; not for others.

#include "core/decide.h"

namespace muniment::core::detail {

/// The acting person, enabled; permission_denied otherwise. For acts that are signed, also that
/// they have a key that may sign now.
[[nodiscard]] Result<const Person*> acting_person(const Circumstances& around, EventKind kind,
                                                  const SubjectName& subject);

/// The right without a limit: for acts that are about no document.
[[nodiscard]] Status require_right(const Circumstances& around, const Person& person, Right right,
                                   const std::string& what);

/// The right for each of these metadata: of the document before the act, and after it.
[[nodiscard]] Status require_right(const Circumstances& around, const Person& person, Right right,
                                   const std::string& what,
                                   const std::vector<const Metadata*>& documents);

/// The right that stands in for `right` when the document is POLICY.
[[nodiscard]] Right right_for(const Identifier& id, Right right);

/// A reason that somebody can read: not blank, UTF-8, at most 10,000 characters.
[[nodiscard]] Status require_reason(const std::string& reason, const std::string& what);
/// The same, or empty.
[[nodiscard]] Status check_comment(const std::string& comment);

/// Whether `today` can be the site's date at the event's time: what is recorded as the day of an
/// act is neither past nor ahead. invalid_argument otherwise.
[[nodiscard]] Status check_today(const Circumstances& around, Date today);

/// An event with who, how and when filled in.
[[nodiscard]] Event event_of(const Circumstances& around, const Person& person, EventKind kind,
                             const SubjectName& subject);

/// Whether the content is what the person saw who does this: `sign`, `release`. conflict otherwise.
[[nodiscard]] Status check_shown(const Digest& shown, const Content& content,
                                 const std::string& act);

/// For POLICY, whose draft holds the proposed rules: that they are no dead end for the people there
/// are. failed_precondition with all reasons.
[[nodiscard]] Status check_usable(const Circumstances& around, const DocumentState& state);

/// Fills in revision, state and content digest.
void set_revision(Event& event, const RevisionLabel& label, RevisionState state,
                  const Content& content);

/// Months between reviews of a document; 0 for none.
[[nodiscard]] int review_months(const DocumentType& type, const Metadata& metadata);

[[nodiscard]] tl::unexpected<Error> wrong_state(const DocumentState& state, Instant now,
                                                const std::string& wanted,
                                                const std::string& hint = {});

/// What a signature in a route leads to.
struct SigningOutcome {
    std::vector<Slot> slots;
    std::optional<PersonId> on_behalf_of;
    bool completes_route = false;
};
[[nodiscard]] Result<SigningOutcome> sign_stage(const Circumstances& around, const Person& signer,
                                                const Metadata& document,
                                                const RouteProgress& progress, const Sign& sign);

// One function for each command.
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const CreateDraft&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const DraftRevision&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&, const EditDraft&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&, const Submit&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&, const Withdraw&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&, const Sign&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&, const Release&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const Reschedule&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const CancelRelease&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const TakeEffect&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&, const Reassign&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const PeriodicReview&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const Acknowledge&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&,
                                      const RequestRetirement&);
[[nodiscard]] Result<Event> decide_on(const Circumstances&, const DocumentState&, const Import&);

}  // namespace muniment::core::detail
