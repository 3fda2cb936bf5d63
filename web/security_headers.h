// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/http/response.h"

namespace muniment::web {

/// Puts on an answer what keeps a browser from doing more with it than it should: a strict
/// Content-Security-Policy unless the answer has its own, no sniffing, no referrer to other sites,
/// no framing, an own browsing context; and `Cache-Control: no-store` unless the answer already
/// says how it may be kept. The site calls it for every answer that it makes.
void add_security_headers(http::Response& response);

}  // namespace muniment::web
