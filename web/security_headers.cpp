// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/security_headers.h"

namespace muniment::web {

void add_security_headers(http::Response& response) {
    auto& headers = response.headers;
    if (headers.find("Content-Security-Policy") == nullptr)
        headers.set("Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    if (headers.find("Referrer-Policy") == nullptr) headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (headers.find("Cache-Control") == nullptr) headers.set("Cache-Control", "no-store");
}

}  // namespace muniment::web
