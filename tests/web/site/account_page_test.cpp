// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/staffed_site.h"

using namespace muniment;
using test::FormFields;
using test::must;
using test::secret;

namespace {

struct Fixture : test::StaffedSite {
    std::string another_log_in(const std::string& person) {
        return test::cookie_line(served.log_in(person, secret(person)));
    }
    bool lives(const std::string& cookie) {
        return served.request("GET", "/account", cookie).status == 200;
    }
    test::WebAnswer send(const std::string& address, const std::string& person,
                         const FormFields& fields) {
        auto form = test::hidden_fields(served.get("/account", person).body, "/logout");
        form.insert(form.end(), fields.begin(), fields.end());
        return test::send_form(served, address, person, form);
    }
    std::vector<storage::LoginSession> sessions(const std::string& person) {
        return must(
            accounts().sessions().list(test::person_id(person), served.library.clock.now()));
    }
};

}  // namespace

TEST_CASE("one's own log-ins are listed, and can be ended one by one or all but this") {
    Fixture f;
    const auto first = f.another_log_in("rita");
    const auto second = f.another_log_in("rita");
    const auto other = f.another_log_in("bob");
    const auto page = f.served.get("/account", "rita");
    REQUIRE(page.status == 200);
    CHECK(page.holds("this one"));
    CHECK(page.holds("127.0.0.1"));
    CHECK(f.sessions("rita").size() == 3);
    // Not somebody else's, and not by a form of another session.
    CHECK(f.send("/account/sessions", "rita", {{"end", f.sessions("bob")[0].id}}).status == 404);
    CHECK(test::send_form(f.served, "/account/sessions", "rita", {{"end", "others"}}).status ==
          403);
    CHECK((f.lives(first) && f.lives(second) && f.lives(other)));
    const auto all = f.sessions("rita");
    std::string ended;
    for (const auto& session : all) {
        if (page.holds("name=\"end\" value=\"" + session.id + "\"")) ended = session.id;
    }
    REQUIRE_FALSE(ended.empty());
    CHECK(f.send("/account/sessions", "rita", {{"end", ended}}).status == 303);
    CHECK(f.lives(first) != f.lives(second));
    CHECK(f.send("/account/sessions", "rita", {{"end", "others"}}).status == 303);
    CHECK_FALSE((f.lives(first) || f.lives(second)));
    CHECK(f.lives(other));
    CHECK(f.served.get("/account", "rita").holds("Log-ins ended"));
}

TEST_CASE("a token is made by its owner with their password, shown once, and revoked") {
    Fixture f;
    const auto make = [&](const std::string& password, const std::string& name,
                          const std::string& scope, const std::string& until) {
        return test::fill_in(
            f.served, "/account/tokens/new", "rita",
            {{"name", name}, {"scope", scope}, {"until", until}, {"password", password}});
    };
    CHECK(make("wrong", "Export", "read", "").status == 403);
    CHECK(make(secret("rita"), "", "read", "").status == 400);
    CHECK(make(secret("rita"), "Export", "everything", "").status == 400);
    CHECK(make(secret("rita"), "Export", "read", "2020-01-01").status == 400);
    CHECK(make(secret("rita"), "Export", "read", "tomorrow").status == 400);
    const auto made = make(secret("rita"), "Export", "read", "2026-04-01");
    REQUIRE(made.status == 200);
    const auto at = made.body.find("mnt_");
    REQUIRE(at != std::string::npos);
    const auto token = made.body.substr(at, 47);
    auto& accounts = f.accounts();
    const auto now = f.served.library.clock.now();
    const auto used = must(accounts.tokens().use(token, now));
    CHECK(used.person == test::person_id("rita"));
    CHECK(used.scope == storage::TokenScope::read);
    const auto page = f.served.get("/account", "rita");
    CHECK(page.holds("Export"));
    CHECK_FALSE(page.holds(token));
    CHECK_FALSE(f.served.get("/account", "bob").holds("Export"));
    CHECK(f.send("/account/tokens/revoke", "bob", {{"token", used.id}}).status == 404);
    CHECK(f.send("/account/tokens/revoke", "rita", {{"token", used.id}}).status == 303);
    CHECK_FALSE(accounts.tokens().use(token, now));
}

TEST_CASE("everybody sees what happened to their account; who manages people sees it of all") {
    Fixture f;
    CHECK(f.served.log_in("rita", "guess").status == 403);
    CHECK(f.served.get("/account", "rita").holds("Wrong password"));
    CHECK_FALSE(f.served.get("/account", "bob").holds("Wrong password"));
    CHECK(f.served.get("/operations", "rita").status == 403);
    CHECK_FALSE(f.served.get("/people", "rita").holds("/operations"));
    CHECK(f.served.get("/people", "otto").holds("/operations"));
    for (const char* address :
         {"/operations", "/operations?person=rita", "/operations?operation=password-failed"}) {
        const auto page = f.served.get(address, "otto");
        CHECK(page.status == 200);
        CHECK(page.holds("Wrong password"));
    }
    CHECK_FALSE(f.served.get("/operations?person=bob", "otto").holds("Wrong password"));
    CHECK(f.served.get("/account").status == 303);
    CHECK(f.served.get("/operations").status == 303);
}

TEST_CASE("each kind of operation has words on both pages") {
    Fixture f;
    auto accounts = must(storage::Accounts::open(f.served.library.layout.accounts()));
    for (const auto operation : storage::all_operations)
        REQUIRE(accounts.log().note(operation, "otto", {}, "detail"));
    for (const char* address : {"/account", "/operations"}) {
        const auto page = f.served.get(address, "otto");
        CHECK(page.status == 200);
        for (const auto operation : storage::all_operations)
            CHECK_FALSE(page.holds("operation." + std::string(name_of(operation))));
    }
}
