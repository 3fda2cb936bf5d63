// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/login.h"

#include <string>

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/model_library.h"
#include "tests/support/served_library.h"
#include "web/site/visitor_address.h"

using namespace muniment;
using test::ServedLibrary;

TEST_CASE("without a session a page leads to the log-in and back") {
    ServedLibrary served;
    const auto asked = served.get("/documents/POLICY?as-of=2026-03-03");
    REQUIRE(asked.status == 303);
    CHECK(asked.header("location") == "/login?return=%2Fdocuments%2FPOLICY%3Fas-of%3D2026-03-03");
    const auto form = served.get(asked.header("location"));
    CHECK(form.status == 200);
    CHECK(form.holds("value=\"/documents/POLICY?as-of=2026-03-03\""));
    const auto in = served.log_in("olga", "secret of olga", "/documents/POLICY?as-of=2026-03-03");
    CHECK(in.status == 303);
    CHECK(in.header("location") == "/documents/POLICY?as-of=2026-03-03");
    const auto cookie = in.header("set-cookie");
    for (const char* part : {"HttpOnly", "SameSite=Lax", "Path=/"})
        CHECK(cookie.find(part) != std::string::npos);
}

TEST_CASE("a wrong password and an unknown person get the same answer") {
    ServedLibrary served;
    const auto wrong = served.log_in("olga", "guess");
    const auto unknown = served.log_in("oleg", "guess");
    CHECK(wrong.status == 403);
    CHECK(unknown.status == 403);
    CHECK(wrong.header("set-cookie").empty());
    auto body = unknown.body;
    body.replace(body.find("oleg"), 4, "olga");
    CHECK(wrong.body == body);
    for (const char* id : {"", "registrar", "../x", "OLGA", "\"><script>"})
        CHECK(served.log_in(id, "guess").status == 403);
    CHECK(served.log_in("olga", "").status == 403);
}

TEST_CASE("log-in returns to paths of this server only") {
    CHECK(web::local_path("/documents/SOP-0001?as-of=x") == "/documents/SOP-0001?as-of=x");
    for (const char* hostile : {"//evil.example", "/\\evil.example", "https://evil.example", "x",
                                "", "/a b", "/a\r\nSet-Cookie: x=y", "/login", "/login?return=/",
                                "/logout", "/\xc5\xbc", "\\/evil.example", "/a\tb"})
        CHECK(web::local_path(hostile) == "/");
    CHECK(web::local_path("/" + std::string(3000, 'a')) == "/");
    ServedLibrary served;
    const auto in = served.log_in("olga", "secret of olga", "//evil.example/");
    CHECK(in.header("location") == "/");
}

TEST_CASE("forms from other sites are refused") {
    ServedLibrary served;
    const std::string form = "person=olga&password=secret+of+olga";
    for (const char* headers :
         {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n",
          "Sec-Fetch-Site: same-site\r\n"}) {
        const auto answer = served.post("/login", form, headers);
        INFO(headers);
        CHECK(answer.status == 403);
        CHECK(answer.header("set-cookie").empty());
    }
    CHECK(served.post("/login", form, "Origin: http://localhost\r\n").status == 303);
    const auto& cookie = served.cookie_of("olga");
    CHECK(served.post("/logout", "csrf=wrong", cookie).status == 403);
    CHECK(served.get("/", "olga").status == 200);
}

TEST_CASE("logging out ends the session") {
    ServedLibrary served;
    const auto page = served.get("/", "olga");
    const auto at = page.body.find("name=\"csrf\" value=\"");
    REQUIRE(at != std::string::npos);
    const auto token = page.body.substr(at + 19, 64);
    const auto out = served.post("/logout", "csrf=" + token, served.cookie_of("olga"));
    CHECK(out.status == 303);
    CHECK(out.header("set-cookie").find("Max-Age=0") != std::string::npos);
    CHECK(served.get("/", "olga").status == 303);
}

TEST_CASE("sessions end with idleness, and at once with the person's right to come in") {
    ServedLibrary served;
    auto& library = served.library;
    library.enrol("reed", {"reader"});
    CHECK(served.get("/", "reed").status == 200);
    library.pass(std::chrono::minutes(29));
    CHECK(served.get("/", "reed").status == 200);
    library.pass(std::chrono::minutes(31));
    CHECK(served.get("/", "reed").status == 303);
    served.forget_sessions();
    CHECK(served.get("/", "reed").status == 200);
    test::must(library.writer().disable(library.acting("olga"), test::person_id("reed"), "left"));
    CHECK(served.get("/", "reed").status == 303);
    CHECK(served.log_in("reed", "secret of reed").status == 403);
}

TEST_CASE("too many attempts under one name make a pause, for unknown names too") {
    ServedLibrary served;
    for (const char* id : {"olga", "nobody"}) {
        for (int attempt = 0; attempt < 5; ++attempt)
            CHECK(served.log_in(id, "guess").status == 403);
        const auto closed = served.log_in(id, "guess");
        CHECK(closed.status == 429);
        CHECK(closed.header("retry-after") == "60");
    }
    CHECK(served.log_in("olga", "secret of olga").status == 429);
    served.library.pass(std::chrono::minutes(1));
    CHECK(served.log_in("olga", "secret of olga").status == 303);
}

TEST_CASE("against a running server ten guesses a minute come through, and the owner gets in") {
    ServedLibrary served;
    const auto at_work = served.log_in("olga", "secret of olga").header("browser-cookie");
    REQUIRE_FALSE(at_work.empty());
    const std::string known = "Cookie: " + at_work.substr(0, at_work.find(';')) + "\r\n";
    int through = 0;
    for (int guess = 0; guess < 40; ++guess)
        if (served.log_in("olga", "guess").status == 403) ++through;
    for (int guess = 0; guess < 40; ++guess)
        if (served.log_in_with(known, "olga", "guess").status == 403) ++through;
    CHECK(through <= 10);
    CHECK(served.log_in("olga", "secret of olga").status == 429);
    served.library.pass(std::chrono::minutes(1));
    for (int guess = 0; guess < 40; ++guess) (void)served.log_in("olga", "guess");
    // From a browser that they have used before; strangers are still shut out.
    CHECK(served.log_in("olga", "secret of olga").status == 429);
    CHECK(served.log_in_with(known, "olga", "secret of olga").status == 303);
    // Or with a pass from an administrator.
    served.library.pass(std::chrono::hours(2));
    for (int guess = 0; guess < 40; ++guess) (void)served.log_in("olga", "guess");
    auto accounts = test::must(storage::Accounts::open(served.library.layout.accounts()));
    const auto pass = test::must(
        accounts.browsers().make_pass(test::person_id("olga"), served.library.clock.now()));
    const auto form = "person=olga&password=secret+of+olga&pass=";
    CHECK(served.post("/login", form + std::string("wrong")).status == 429);
    CHECK(served.post("/login", form + pass).status == 303);
    CHECK(served.get("/login?pass=" + pass).holds("name=\"pass\" value=\"" + pass + "\""));
}

TEST_CASE("failures show to the person, and all in the operations log") {
    ServedLibrary served;
    CHECK(served.log_in("olga", "guess").status == 403);
    CHECK(served.log_in("olga", "secret of olga").status == 303);
    CHECK_FALSE(served.get("/", "olga").holds("wrong password"));
    served.forget_sessions();
    CHECK(served.log_in("olga", "guess").status == 403);
    CHECK(served.get("/", "olga").holds("1 wrong password or code was given under your name"));
    CHECK_FALSE(served.get("/", "olga").holds("wrong password"));
    CHECK(served.log_in("not-there", "guess").status == 403);
    auto accounts = test::must(storage::Accounts::open(served.library.layout.accounts()));
    const auto entries = test::must(accounts.log().list({}));
    REQUIRE(entries.size() == 6);
    CHECK(entries[5].operation == "password-failed");
    CHECK(entries[5].person == "olga");
    CHECK(entries[5].address == "127.0.0.1");
    CHECK(entries[4].operation == "logged-in");
    CHECK(entries[0].person[0] == '?');
}

TEST_CASE("a reset, and whatever else ends the key, ends the sessions at once") {
    ServedLibrary served;
    auto& library = served.library;
    library.enrol("otto", {"administrator"});
    CHECK(served.get("/", "otto").status == 200);
    test::must(library.writer().reset(library.acting("olga"), test::person_id("otto"), "lost"));
    CHECK(served.get("/", "otto").status == 303);
}

TEST_CASE("behind a proxy the address is the one that the proxy states") {
    web::http::Request request;
    request.peer = "127.0.0.1";
    CHECK(web::visitor_address(request, web::Transport::plain) == "127.0.0.1");
    CHECK(web::visitor_address(request, web::Transport::tls).empty());
    request.headers.add("X-Forwarded-For", "198.51.100.1, 192.0.2.7");
    CHECK(web::visitor_address(request, web::Transport::plain) == "127.0.0.1");
    CHECK(web::visitor_address(request, web::Transport::tls) == "192.0.2.7");
    request.headers.set("X-Forwarded-For", "<script>");
    CHECK(web::visitor_address(request, web::Transport::tls).empty());
}
