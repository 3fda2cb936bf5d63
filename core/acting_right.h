// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide.h"
#include "core/reading_right.h"

namespace muniment::core {

/// `decide` for somebody to whom the document is only what `visible_to` left of it: nobody changes
/// or signs what they may not read, and a refusal tells of nothing else. Errors: those of `decide`;
/// failed_precondition, without the cause, where that is not for them to know. Pure, thread-safe.
[[nodiscard]] Result<Event> decide_for(const Circumstances& around, const DocumentState& state,
                                       const DocumentState& visible,
                                       const DocumentCommand& command);

/// Whether the viewer may let somebody in whom failed log-ins keep out: who manages people. The act
/// is no event of the register. permission_denied otherwise. Pure, thread-safe.
[[nodiscard]] Status check_may_unlock(const Policy& policy, const Viewer& viewer);

}  // namespace muniment::core
