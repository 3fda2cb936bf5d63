// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/accounts/origin.h"
#include "web/http/request.h"
#include "web/session_cookie.h"

namespace muniment::web {

/// The numeric address that a request comes from: the other end's, or behind a proxy that ends TLS
/// the last one in X-Forwarded-For, which that proxy has written. Empty when it is not known.
[[nodiscard]] std::string visitor_address(const http::Request& request, Transport transport);

/// A stranger, with what the request tells of them.
[[nodiscard]] storage::Origin visitor_origin(const http::Request& request, Transport transport);

}  // namespace muniment::web
