// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/session_cookie.h"

#include <catch2/catch.hpp>

#include "web/security_headers.h"

using namespace muniment::web;

namespace {

http::Request request_with(const std::string& cookie) {
    http::Request request;
    request.cookies = http::Cookies(cookie);
    return request;
}

}  // namespace

TEST_CASE("a session cookie is for this site and no script") {
    const SessionCookie plain(Transport::plain);
    CHECK(plain.set("abc", std::chrono::hours(1)) ==
          "muniment=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600");
    const SessionCookie tls(Transport::tls);
    CHECK(tls.set("abc", std::chrono::hours(1)) ==
          "__Host-muniment=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure");
    CHECK(tls.forget() == "__Host-muniment=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
}

TEST_CASE("only a clean token is taken from a request") {
    const SessionCookie cookie(Transport::plain);
    CHECK(cookie.token(request_with("muniment=aB3_-")) == "aB3_-");
    for (const char* header : {"", "muniment=", "muniment=a b", "muniment=\"a\"", "other=a",
                               "muniment=a; muniment=b", "__Host-muniment=a"}) {
        INFO(header);
        CHECK_FALSE(cookie.token(request_with(header)));
    }
}

TEST_CASE("every answer tells the browser what it may not do") {
    auto response = http::make_response(200, "text/html", "");
    add_security_headers(response);
    const auto& policy = *response.headers.find("Content-Security-Policy");
    for (const char* rule : {"default-src 'none'", "form-action 'self'", "frame-ancestors 'none'",
                             "base-uri 'none'", "style-src 'self'", "font-src 'self'"})
        CHECK(policy.find(rule) != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(*response.headers.find("Cache-Control") == "no-store");
    CHECK(*response.headers.find("X-Content-Type-Options") == "nosniff");
    response.headers.set("Cache-Control", "private");
    response.headers.set("Content-Security-Policy", "sandbox");
    add_security_headers(response);
    CHECK(*response.headers.find("Cache-Control") == "private");
    CHECK(*response.headers.find("Content-Security-Policy") == "sandbox");
}
