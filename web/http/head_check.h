// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "web/http/headers.h"

namespace muniment::web::http {

enum class Framing { none, length, chunked };

/// What a request head says, read strictly. A head that two programs could read differently (which
/// is how requests are smuggled past a proxy) is never accepted.
struct CheckedHead {
    std::string method;  ///< a token; whether it is served is decided later
    std::string target;  ///< origin form, or `*`, or (CONNECT only) an authority
    std::string host;    ///< empty only in HTTP/1.0
    Framing framing = Framing::none;
    std::uint64_t content_length = 0;  ///< bytes, for Framing::length
    bool keep_alive = true;
    bool expects_continue = false;
    Headers headers;
};

/// Why a head is refused, and with which status. `reason` is for logs, never for pages.
struct HeadFault {
    int status = 400;
    std::string reason;
};

struct HeadLimits {
    std::size_t fields = 100;
    std::size_t name_bytes = 256;
    std::size_t value_bytes = 8192;
};

/// `head` runs from the first byte of the request line through the empty line. Refused with 400:
/// line ends other than CR LF, NUL and control characters, folded lines, blanks before a colon,
/// names that are no tokens, none or two Host in HTTP/1.1, two Content-Length (equal ones too) or
/// one that is not digits, Content-Length beside Transfer-Encoding, a Transfer-Encoding other than
/// `chunked`, an absolute target that names another host than Host; 417: an Expect other than
/// 100-continue; 431: more or longer fields than the limits; 505: a version that is not 1.0 or 1.1.
[[nodiscard]] tl::expected<CheckedHead, HeadFault> check_head(std::string_view head,
                                                              const HeadLimits& limits = {});

}  // namespace muniment::web::http
