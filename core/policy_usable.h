// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/policy.h"

namespace muniment::core {

/// How many people can manage people at the instant: enabled, with a key that may sign, by a role
/// without a limit.
[[nodiscard]] std::size_t managers(const Policy& policy, const People& people, Instant now);

/// Whether these people could change POLICY under this policy: somebody proposes and releases it,
/// and others fill every stage of its route.
[[nodiscard]] bool is_changeable(const Policy& policy, const People& people, Instant now);

/// Why a policy would be a dead end with these people, who are all of the library: nobody could
/// manage people or replace the registrar's key, nobody could ever change it again, or a route
/// names a person who is not there. `policy_class` is POLICY's own reading class: who may not read
/// it cannot change it either. A policy with such faults is neither submitted nor released. Pure.
[[nodiscard]] std::vector<PolicyFault> faults_with_people(const Policy& policy,
                                                          const std::string& policy_class,
                                                          const People& people, Instant now);

}  // namespace muniment::core
