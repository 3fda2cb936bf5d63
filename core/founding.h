// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/ports/key_ring.h"
#include "core/ports/register.h"

namespace muniment::core {

/// What a new library is founded with.
struct FoundingPlan {
    std::string organisation;
    std::string time_zone;  ///< IANA name; checked by the caller, who has a calendar
    PersonId administrator;
    std::string printed_name;
    bool solo = false;  ///< a library of one: everything is self-released
};

/// Sequence 1: policy, administrator with their key, valid from `now`. invalid_argument for an
/// organisation or a name that cannot be. Pure.
[[nodiscard]] Result<Founding> plan_founding(const FoundingPlan& plan, const NewKey& key,
                                             Instant now);

/// Sequence 2: the administrator accepts what was founded, signing POLICY 1.0 and their own entry,
/// and with it the accountability statement. Legal here alone. `policy` is the staged content of
/// POLICY, `today` the date in the site zone. Pure.
[[nodiscard]] std::vector<NewSubject> accept_founding(const Founding& founding, const Policy& rules,
                                                      const Content& policy,
                                                      const Digest& statement, Date today);

/// POLICY's files as sequence 1 holds them.
[[nodiscard]] Files policy_files(const Founding& founding);

}  // namespace muniment::core
