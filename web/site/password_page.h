// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// `/account/password`: changes the viewer's own password; their other sessions end.
[[nodiscard]] core::Result<http::Response> password_page(Call& call);

}  // namespace muniment::web
