// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <list>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/page_check.h"
#include "tests/support/served_library.h"

using namespace muniment;
using test::ServedLibrary;

TEST_CASE("bad input gets a clear page and status 400") {
    ServedLibrary served;
    const std::string long_text(8000, 'x');
    for (const std::string& target : {std::string("/documents/POLICY?as-of=garbage"),
                                      std::string("/documents?as-of=2026-02-30"),
                                      std::string("/search?q=x&as-of=2026-13-01T00:00:00Z"),
                                      "/search?q=" + long_text,
                                      std::string("/search?q=a%09b"),
                                      std::string("/search?q=a%0Ab"),
                                      std::string("/search?q=x&page=0"),
                                      std::string("/search?q=x&page=-1"),
                                      std::string("/search?q=x&all_states=maybe"),
                                      std::string("/documents?page=1e9"),
                                      std::string("/documents?sort=price"),
                                      std::string("/documents?state=great"),
                                      std::string("/documents?owner=No%20Body"),
                                      std::string("/documents?review=soon"),
                                      std::string("/documents?color=red"),
                                      std::string("/documents?type=SOP&type=WI"),
                                      std::string("/?debug=1"),
                                      std::string("/tasks?x=y"),
                                      std::string("/documents/POLICY/history?as-of=2026-01-01"),
                                      std::string("/documents/POLICY/draft?x=%3Cscript%3E"),
                                      std::string("/search?q=%00"),
                                      std::string("/search?q=%zz"),
                                      std::string("/search?q=%ff")}) {
        INFO(target.substr(0, 200));
        const auto answer = served.get(target, "olga");
        CHECK(answer.status == 400);
        CHECK(answer.holds("That request could not be understood"));
        CHECK(test::page_faults(answer.body).empty());
    }
}

TEST_CASE("forms send their empty fields, which change nothing") {
    ServedLibrary served;
    const auto answer = served.get("/documents?state=&type=&owner=&department=&as-of=", "olga");
    CHECK(answer.status == 200);
    CHECK(answer.holds("POLICY"));
}

TEST_CASE("what does not exist is a page with status 404, in any method 405") {
    ServedLibrary served;
    for (const char* target :
         {"/nothing", "/documents/", "/documents/SOP-0001", "/documents/POLICY/revisions/9.9",
          "/documents/POLICY/nothing", "/static/x/../y", "/documents/%F0%9F%92%A9"}) {
        INFO(target);
        const auto answer = served.get(target, "olga");
        CHECK((answer.status == 404 || answer.status == 400));
        CHECK(test::page_faults(answer.body).empty());
    }
    const auto posted = served.post("/documents", "a=b");
    CHECK(posted.status == 405);
    CHECK(posted.header("allow") == "GET, HEAD");
    CHECK(served.get("/logout").status == 405);
}

TEST_CASE("health is told without a session") {
    ServedLibrary served;
    const auto answer = served.get("/healthz");
    CHECK(answer.status == 200);
    CHECK(answer.header("content-type") == "application/json");
    CHECK(answer.body == "{\"ok\":true}\n");
    served.library.enrol("reed", {"reader"});
    CHECK(served.get("/healthz").body == answer.body);  // strangers cannot see that people work
    std::filesystem::rename(served.library.layout.repository(),
                            served.library.layout.folder() / "away");
    const auto broken = served.get("/healthz");
    CHECK(broken.status == 503);
    CHECK(broken.body == "{\"ok\":false}\n");
    CHECK_FALSE(served.log().empty());
    std::filesystem::rename(served.library.layout.folder() / "away",
                            served.library.layout.repository());
    CHECK(served.get("/healthz").status == 200);
}

TEST_CASE("what is unavailable is told to the log, and no path of the server to visitors") {
    ServedLibrary served;
    const auto cookie = served.cookie_of("olga");
    const auto accounts = served.library.layout.accounts();
    // While these are held, a request needs a handle of its own.
    std::list<web::LibraryPool::Lease> held;
    for (int index = 0; index < 4; ++index)
        held.push_back(test::must(served.site().pool().lease_as_is()));
    std::filesystem::rename(accounts, accounts.string() + ".away");
    std::filesystem::create_directory(accounts);
    for (const char* target : {"/documents/POLICY", "/login", "/search?q=x"}) {
        INFO(target);
        const auto before = served.log().size();
        const auto answer = served.request("GET", target, cookie);
        CHECK(answer.status == 503);
        CHECK_FALSE(answer.holds("accounts.db"));
        REQUIRE(served.log().size() == before + 1);
        CAPTURE(served.log().back());
        CHECK(served.log().back().find("accounts.db") != std::string::npos);
    }
    std::filesystem::remove(accounts);
    std::filesystem::rename(accounts.string() + ".away", accounts);
    CHECK(served.request("GET", "/documents/POLICY", cookie).status == 200);
}

TEST_CASE("every answer of the site tells the browser what it may not do") {
    ServedLibrary served;
    const auto page = served.get("/login");
    const auto at = page.body.find("/static/");
    const auto style = page.body.substr(at, page.body.find('"', at) - at);
    struct Case {
        std::string target;
        std::string person;
        int status = 200;
    };
    for (const auto& [target, person, status] :
         {Case{"/", "olga"}, Case{"/login", ""}, Case{"/", "", 303}, Case{style, ""},
          Case{"/documents.csv", "olga"}, Case{"/healthz", ""}, Case{"/nothing", "", 404},
          Case{"/documents/policy", "olga", 303}, Case{"/documents/POLICY/file", "olga"},
          Case{"/search?q=%zz", "olga", 400}}) {
        INFO(target);
        const auto answer = served.get(target, person);
        CHECK(answer.status == status);
        CHECK(answer.header("x-content-type-options") == "nosniff");
        CHECK(answer.header("x-frame-options") == "DENY");
        CHECK(answer.header("content-security-policy").find("default-src 'none'") == 0);
        CHECK_FALSE(answer.header("cache-control").empty());
    }
    CHECK(served.get(style).header("cache-control").find("immutable") != std::string::npos);
}

TEST_CASE("strangers may send small forms only, wherever they send them") {
    ServedLibrary served;
    const std::string large = "reason=" + std::string(web::small_body, 'x');
    for (const char* target : {"/login", "/logout", "/nothing", "/documents", "/healthz",
                               "/documents/POLICY/sign", "/static/x/y", "/api/v1/documents"}) {
        INFO(target);
        CHECK(served.post(target, large).status == 413);
    }
    // Where people write, somebody with a session may send more: this is looked at and refused.
    const auto taken = served.post("/documents/POLICY/sign", large, served.cookie_of("olga"));
    CHECK(taken.status != 413);
    CHECK(served.post("/login", large, served.cookie_of("olga")).status == 413);
}

TEST_CASE("only where a document is written a document is taken") {
    ServedLibrary served;
    const std::string text = "text=" + std::string(1'200'000, 'x');
    const auto& cookie = served.cookie_of("olga");
    for (const char* target : {"/documents/POLICY/sign", "/documents/POLICY/release", "/invite",
                               "/people/olga/roles", "/api/v1/documents/POLICY/sign"}) {
        INFO(target);
        CHECK(served.post(target, text, cookie).status == 413);
    }
    for (const char* target :
         {"/documents/new", "/documents/POLICY/edit", "/documents/POLICY/revise",
          "/api/v1/documents", "/api/v1/documents/POLICY/edit",
          "/api/v1/documents/POLICY/revise"}) {
        INFO(target);
        CHECK(served.post(target, text, cookie).status == 403);
    }
    const std::string token = "Authorization: Bearer mnt_x\r\n";
    CHECK(served.post("/api/v1/documents", text, token).status == 401);
    CHECK(served.post("/api/v1/documents/POLICY/sign", text, token).status == 413);
}

TEST_CASE("HEAD answers without a body") {
    ServedLibrary served;
    const auto answer = served.request("HEAD", "/documents/POLICY", served.cookie_of("olga"));
    CHECK(answer.status == 200);
    CHECK(answer.body.empty());
}

TEST_CASE("the policy is a document like any other") {
    ServedLibrary served;
    const auto page = served.get("/documents/POLICY", "olga");
    CHECK(page.status == 200);
    CHECK(page.holds("POLICY.rules.toml"));
    CHECK(page.holds("time_zone = &quot;Europe/Warsaw&quot;"));
}
