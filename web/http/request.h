// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "web/http/body.h"
#include "web/http/cookies.h"
#include "web/http/headers.h"
#include "web/http/parameters.h"

namespace muniment::web::http {

enum class Method { get, head, post };

/// One complete request. Everything in it is already decoded and checked for form, never for sense.
struct Request {
    Method method = Method::get;
    std::string target;  ///< as sent, origin form; for logs and for coming back after log-in
    std::vector<std::string> path;  ///< decoded segments, see parse_target
    Parameters query;
    Headers headers;
    Cookies cookies;
    Body body;
    std::string host;  ///< the one Host, empty only in HTTP/1.0
    std::string peer;  ///< numeric address of the other end
};

}  // namespace muniment::web::http
