// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/library_reader.h"

namespace muniment::core {

/// What can be done with a document; who offers acts to people (pages, API) asks here which.
enum class DocumentAct {
    sign,
    submit,
    edit,
    release,
    reassign,
    acknowledge,
    revise,
    review,
    reschedule,
    cancel,
    retire,
    withdraw,
};

/// Whether a check found an act open. Errors: what kept it from being checked.
[[nodiscard]] Result<bool> is_open(const Status& checked);

/// What can be done with a person.
enum class PersonAct {
    reset,
    confirm,
    change_roles,
    accept_roles,  ///< what somebody else proposed
    reject_roles,  ///< the same, or to take back what one proposed oneself
    disable,
    delegate
};

/// Asks `decide` itself, with values that somebody might give, whether an act is open to a person:
/// so what is offered and what is refused cannot part ways. Each `check` succeeds or gives the
/// error that the act would meet. What only the values decide (a date, a reason) stays open. Costs
/// what a decision costs. Not thread-safe.
class OfferedActs {
  public:
    /// `viewer` is a person.
    OfferedActs(LibraryReader& reader, const Viewer& viewer) : reader_(reader), viewer_(viewer) {}

    [[nodiscard]] Status check(const DocumentState& state, DocumentAct act);
    /// All that are open, in the order of the enumeration.
    [[nodiscard]] Result<std::vector<DocumentAct>> of(const DocumentState& state);

    /// The signature that waits on this document, as `viewer` could give it: request, meaning,
    /// digest of what is there, and for whom. Errors: those of `decide`.
    [[nodiscard]] Result<Sign> signature(const DocumentState& state);

    /// Whether they may begin a document of this type.
    [[nodiscard]] Status check_create(const DocumentType& type);

    [[nodiscard]] Status check(const Person& subject, PersonAct act);
    [[nodiscard]] Status check_add_person();
    /// Whether they may end this key of the person's, which is in the register's spelling.
    [[nodiscard]] Status check_revoke_key(const Person& owner, const std::string& public_key);

  private:
    /// What a decision rests on.
    struct Ground {
        const Policy& policy;
        Date today{};
        Instant now{};
        Actor actor;
        People people;
        std::optional<Policy> proposed;  ///< by the draft of POLICY

        [[nodiscard]] Circumstances around(
            Authentication authentication = Authentication::password) const {
            return {policy,
                    people,
                    {actor.person, authentication, actor.via},
                    now,
                    proposed ? &*proposed : nullptr};
        }
    };
    [[nodiscard]] Result<Ground> ground();
    [[nodiscard]] Result<Ground> ground_for(const DocumentState& state);
    [[nodiscard]] Status know(Ground& ground, const PersonId& id);
    [[nodiscard]] Status know_all(Ground& ground);
    [[nodiscard]] Result<Sign> signature(const Ground& ground, const DocumentState& state);
    [[nodiscard]] Status check(const Ground& ground, const DocumentState& state, DocumentAct act);
    [[nodiscard]] Status check_acknowledge(const Ground& ground, const DocumentState& state);

    LibraryReader& reader_;
    Viewer viewer_;
};

}  // namespace muniment::core
