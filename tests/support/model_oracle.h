// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "tests/support/model_library.h"

namespace muniment::test {

/// What is wrong with the releases, signatures and labels of a trail, judged from the events alone
/// and by other means than the rules in core: places are tried in every order, and roles and
/// delegations are looked up among the people of that moment. Empty when all is well.
[[nodiscard]] std::string fault_in(const std::vector<ModelEvent>& trail,
                                   const core::Policy& policy);

/// The labels of the revisions that are in force at the instant, by the trail alone.
[[nodiscard]] std::vector<core::RevisionLabel> in_force_by_trail(
    const std::vector<ModelEvent>& trail, const core::Identifier& id, core::Instant at);

/// The instants at which something begins or ends for the document, and their neighbours.
[[nodiscard]] std::vector<core::Instant> telling_instants(const std::vector<ModelEvent>& trail,
                                                          const core::Identifier& id);

}  // namespace muniment::test
