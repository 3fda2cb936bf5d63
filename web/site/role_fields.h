// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/form.h"

namespace muniment::web {

inline constexpr const char* roles_field_name = "roles";

/// A box for each role of the policy, and for those that the person has besides; beside each a line
/// for what it is limited to.
[[nodiscard]] Field roles_field(const Call& call, const core::GrantSet& held);

/// The roles that were ticked, with their limits. invalid_argument, in the reader's words, for a
/// limit that is none and for one of a role that was not ticked.
[[nodiscard]] core::Result<core::GrantSet> roles_sent(const Call& call);

}  // namespace muniment::web
