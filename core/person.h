// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/names.h"
#include "core/role_grant.h"
#include "core/time.h"

namespace muniment::core {

/// A public key of a person, for ever in the register; valid in [from, until).
struct PersonKey {
    std::string public_key;        ///< `ssh-ed25519 AAAA...`, without a comment
    Instant from{};                ///< the instant of the event that enrolled it
    std::optional<Instant> until;  ///< the instant of the event that revoked it

    bool operator==(const PersonKey&) const = default;
};

/// The right to act for somebody else for a time; recorded with the delegate.
struct Delegation {
    PersonId delegator;
    ResolvedDate from;   ///< valid from the first instant of this date
    ResolvedDate until;  ///< and to the end of the day before this date

    bool operator==(const Delegation&) const = default;
};

/// A change of somebody's roles that waits for a second person.
struct RoleProposal {
    GrantSet add;
    GrantSet remove;
    PersonId by;  ///< who proposed it

    bool operator==(const RoleProposal&) const = default;
};

/// Where a person stands with their key.
enum class Enrolment {
    invited,     ///< added or reset; a one-time code waits to be used
    enrolled,    ///< has a key that may sign
    unconfirmed  ///< has a key, and somebody else must confirm it before the first signature
};
[[nodiscard]] std::string_view name_of(Enrolment enrolment);
[[nodiscard]] Result<Enrolment> parse_enrolment(std::string_view text);

/// What the register knows of a person: the content of `people/.../ID.toml`.
struct Person {
    PersonId id;
    std::string name;  ///< printed name, as on each signature
    GrantSet roles;    ///< `roles_for` and `roles_everywhere` say what they give
    std::optional<RoleProposal> proposal;
    bool enabled = true;
    Enrolment enrolment = Enrolment::invited;
    bool was_reset = false;  ///< the next key needs a second authorised person
    /// Who gave the code of a key that is not made or not confirmed yet: somebody else must confirm
    /// it, so that no one person can make another's key (21 CFR 11.200(a)(3)).
    std::optional<PersonId> code_from;
    std::vector<PersonKey> keys;
    std::vector<Delegation> delegations;

    bool operator==(const Person&) const = default;
};

/// The persons that a decision may look at, by id. A service hands over those that the command
/// names; the verifier all of them.
using People = std::map<PersonId, Person>;

/// That key of the person, if it is valid at the instant; else nothing. A person may have several:
/// one kept here under the password, and own ones.
[[nodiscard]] const PersonKey* valid_key(const Person& person, std::string_view public_key,
                                         Instant instant);

/// A key that is valid at the instant, or nothing.
[[nodiscard]] const PersonKey* key_at(const Person& person, Instant instant);

/// Whether the person may sign now: enabled, enrolled, confirmed, with a valid key.
[[nodiscard]] bool may_sign(const Person& person, Instant now);

/// The one spelling of a person as TOML, and its strict inverse: data_corrupt unless `text` is
/// exactly what `render` writes.
[[nodiscard]] std::string render_person(const Person& person);
[[nodiscard]] Result<Person> parse_person(std::string_view text);

/// Accepts 1 to 100 characters on one line; invalid_argument with the reason.
[[nodiscard]] Status check_printed_name(std::string_view name);

}  // namespace muniment::core
