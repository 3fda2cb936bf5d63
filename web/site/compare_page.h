// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// `/documents/{id}/compare?from=&to=`; without them the last two released revisions.
[[nodiscard]] core::Result<http::Response> compare_page(Call& call);

}  // namespace muniment::web
