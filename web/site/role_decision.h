// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "web/site/call.h"

namespace muniment::web {

/// What change of roles waits for a second person, who proposed it and why. There has to be one.
[[nodiscard]] core::Result<std::string> proposal_told(Call& call, const core::Person& person);

/// `/people/{person}/decide`: a second person accepts or refuses what was proposed; who proposed it
/// may take it back. The form names the change that it showed.
[[nodiscard]] core::Result<http::Response> decide_roles_page(Call& call);

}  // namespace muniment::web
