// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "web/http/headers.h"
#include "web/http/request.h"

namespace muniment::web::http {

/// An answer. The body is shared and never changed, so a cached page is one buffer however many
/// clients are reading it, fast or slow.
struct Response {
    int status = 200;
    Headers headers;
    std::shared_ptr<const std::string> body;  ///< null: empty
    std::string person;                       ///< who asked, for the access log; may be empty
};

[[nodiscard]] Response make_response(int status, std::string content_type, std::string body);
[[nodiscard]] Response make_response(int status, std::string content_type,
                                     std::shared_ptr<const std::string> body);
/// 303: fetch `location` with GET. `location` is a path of this server, already encoded.
[[nodiscard]] Response redirect(std::string location);
/// 304 when the request's If-None-Match names `etag` (with its quotes), otherwise the response
/// given, with the ETag set. Only for GET and HEAD.
[[nodiscard]] Response with_etag(const Request& request, std::string etag, Response response);

/// Status line and header block, up to and including the empty line. Adds Date, Content-Length and
/// (for `close`) Connection.
[[nodiscard]] std::string render_head(const Response& response, bool close);

/// Date in the form that headers want: `Sun, 06 Nov 1994 08:49:37 GMT`, now.
[[nodiscard]] const std::string& http_date_now();

}  // namespace muniment::web::http
