// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/offered_acts.h"
#include "web/site/call.h"

namespace muniment::web {

/// The answer to a form that showed other content than the act would now be about: status 409, with
/// what changed between the two, as far as the viewer may read it. Nothing was done.
[[nodiscard]] core::Result<http::Response> conflict_page(Call& call,
                                                         const core::DocumentState& state,
                                                         core::DocumentAct act);

}  // namespace muniment::web
