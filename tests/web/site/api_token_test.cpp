// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <Poco/JSON/Parser.h>
#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/staffed_site.h"

using namespace muniment;
using storage::TokenScope;
using test::must;
using test::person_id;
using test::WebAnswer;

namespace {

constexpr const char* list = "/api/v1/documents";
constexpr const char* json_type = "Content-Type: application/json\r\n";

std::string bearing(const std::string& token) {
    return "Authorization: Bearer " + token + "\r\n";
}

struct Fixture : test::StaffedSite {
    std::string token(const std::string& id, TokenScope scope, int days = 30) {
        const auto now = served.library.clock.now();
        return must(accounts().tokens().create(
            person(id), {"Export", scope, now + std::chrono::days(days)}, now));
    }
    WebAnswer get(const std::string& token, const std::string& path = list) {
        return served.request("GET", path, bearing(token));
    }
    WebAnswer submit(const core::Identifier& id, const std::string& token,
                     const std::string& password) {
        return served.request("POST", "/api/v1/documents/" + id.text() + "/submit",
                              json_type + bearing(token),
                              R"({"digest":")" + state(id).working->content.sha256.text() +
                                  R"(","password":")" + password + "\"}");
    }
    core::Identifier draft() { return served.library.draft("Cleaning", "# Steps\n\nRinse.\n"); }
};

/// The failure says what it is, and nothing of whose token it was.
void check_unknown(const WebAnswer& answer) {
    CHECK(answer.status == 401);
    CHECK(answer.header("www-authenticate") == "Bearer");
    Poco::JSON::Parser parser;
    const auto error =
        parser.parse(answer.body).extract<Poco::JSON::Object::Ptr>()->getObject("error");
    CHECK(error->getValue<std::string>("code") == "permission_denied");
    CHECK_FALSE(error->getValue<std::string>("message").empty());
    CHECK(answer.body.find("reed") == std::string::npos);
}

}  // namespace

TEST_CASE("a token of scope read reads, and acts nothing") {
    Fixture f;
    const auto id = f.draft();
    const auto token = f.token("ann", TokenScope::read);
    const auto answer = f.get(token);
    REQUIRE(answer.status == 200);
    CHECK(answer.holds(id.text()));
    const auto refused = f.submit(id, token, test::RealLibrary::password("ann"));
    CHECK(refused.status == 403);
    CHECK(refused.holds("its scope is read, not act"));
    const auto entries = f.noted(storage::Operation::token_failed);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].person == "ann");
    CHECK(entries[0].via == "api");
    CHECK(entries[0].address == "127.0.0.1");
}

TEST_CASE("a token of scope act reads and acts, but never signs alone") {
    Fixture f;
    const auto id = f.draft();
    const auto token = f.token("ann", TokenScope::act);
    CHECK(f.get(token).status == 200);
    const std::string path = "/api/v1/documents/" + id.text() + "/submit";
    const std::string unsigned_act =
        R"({"digest":")" + f.state(id).working->content.sha256.text() + "\"}";
    const auto alone = f.served.request("POST", path, json_type + bearing(token), unsigned_act);
    CHECK(alone.status == 400);
    CHECK(alone.holds("'password' is missing"));
    CHECK(f.submit(id, token, "").status == 403);
    CHECK(f.submit(id, token, "wrong").status == 403);
    CHECK(f.submit(id, token, test::RealLibrary::password("bob")).status == 403);
    REQUIRE(f.submit(id, token, test::RealLibrary::password("ann")).status == 200);
    auto& reg = f.served.library.reader().ports().reg;
    std::vector<core::Event> events;
    must(reg.each_after(must(reg.head()).sequence - 1, [&](const core::RegisterEntry& entry) {
        for (const auto& subject : entry.subjects) events.push_back(subject.event);
        return core::Status();
    }));
    REQUIRE(events.size() == 1);
    CHECK(events[0].authentication == core::Authentication::password);
    CHECK(events[0].via == core::Via::api);
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("a token of scope clone is good for no operation of the API") {
    Fixture f;
    CHECK(f.get(f.token("ann", TokenScope::clone)).status == 403);
}

TEST_CASE("a token reads what its person may read, and as little as they") {
    Fixture f;
    const auto id = f.draft();
    const auto token = f.token("reed", TokenScope::read);
    CHECK_FALSE(f.get(token).holds(id.text()));
    CHECK(f.get(token, "/api/v1/documents/" + id.text()).status == 404);
}

TEST_CASE("forged and malformed tokens are refused, and noted") {
    Fixture f;
    const auto token = f.token("reed", TokenScope::read);
    auto changed = token;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';
    check_unknown(f.get(changed));
    check_unknown(f.get(token + "A"));
    check_unknown(f.get("mnt_"));
    check_unknown(f.get(token.substr(4)));
    check_unknown(f.served.request("GET", list, "Authorization: Basic cmVlZDp4\r\n"));
    check_unknown(f.served.request("GET", list, "Authorization: Bearer\r\n"));
    check_unknown(f.served.request("GET", list, "Authorization: " + token + "\r\n"));
    const auto entries = f.noted(storage::Operation::token_failed);
    REQUIRE(entries.size() == 4);
    CHECK(entries[0].person[0] == '?');
    CHECK(entries[0].detail == "unknown, expired or revoked");
    CHECK(f.get(token).status == 200);
}

TEST_CASE("an expired token is refused") {
    Fixture f;
    const auto token = f.token("reed", TokenScope::read, 1);
    CHECK(f.get(token).status == 200);
    f.served.library.pass(std::chrono::hours(24));
    check_unknown(f.get(token));
}

TEST_CASE("a token that is replayed after its revocation is refused") {
    Fixture f;
    const auto token = f.token("reed", TokenScope::read);
    CHECK(f.get(token).status == 200);
    const auto listed =
        must(f.accounts().tokens().list(person_id("reed"), f.served.library.clock.now()));
    must(f.accounts().tokens().revoke(person_id("reed"), listed.at(0).id));
    check_unknown(f.get(token));
    // What the log calls the token is what its owner's list called it.
    CHECK(f.noted(storage::Operation::token_failed).at(0).person == "?" + listed[0].id);
}

TEST_CASE("a token of another library is refused") {
    Fixture here;
    Fixture there;
    const auto token = there.token("reed", TokenScope::read);
    check_unknown(here.get(token));
    CHECK(there.get(token).status == 200);
}

TEST_CASE("a token ends with its person's being disabled, and with a reset of their key") {
    Fixture f;
    const auto of_reed = f.token("reed", TokenScope::read);
    const auto of_ann = f.token("ann", TokenScope::read);
    auto& library = f.served.library;
    must(library.writer().disable(library.acting("olga"), person_id("reed"), "left"));
    check_unknown(f.get(of_reed));
    (void)must(library.writer().reset(library.acting("olga"), person_id("ann"), "lost"));
    check_unknown(f.get(of_ann));
    const auto entries = f.noted(storage::Operation::token_failed);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].detail.find("of ann") == 0);
    CHECK(entries[1].detail.find("of reed") == 0);
}

TEST_CASE("a token whose beginning lies ahead of the clock is refused until then") {
    Fixture f;
    f.served.library.pass(std::chrono::hours(2));
    const auto token = f.token("reed", TokenScope::read);
    f.served.library.pass(-std::chrono::hours(1));
    check_unknown(f.get(token));
    f.served.library.pass(std::chrono::hours(1));
    CHECK(f.get(token).status == 200);
}

TEST_CASE("two Authorization headers, and a token beside a session, are refused") {
    Fixture f;
    const auto token = f.token("ann", TokenScope::read);
    CHECK(f.served.request("GET", list, bearing(token) + bearing(token)).status == 400);
    const auto both = f.served.request("GET", list, bearing(token) + f.served.cookie_of("ann"));
    CHECK(both.status == 400);
    CHECK(both.holds("a token and a session"));
    CHECK(f.served.request("GET", list, bearing(token) + "Cookie: muniment=x\r\n").status == 400);
    CHECK(f.served.request("GET", list, bearing(token) + "Cookie: other=x\r\n").status == 200);
}

TEST_CASE("a token opens no pages") {
    Fixture f;
    const auto answer =
        f.served.request("GET", "/documents", bearing(f.token("ann", TokenScope::act)));
    CHECK(answer.status == 303);
}

TEST_CASE("wrong tokens from an address are slowed down; good ones are not") {
    Fixture f;
    const auto token = f.token("ann", TokenScope::read);
    int looked_at = 0;
    WebAnswer last;
    for (int guess = 0; guess < 30; ++guess) {
        last = f.get("mnt_guess" + std::to_string(guess));
        if (last.status == 401) ++looked_at;
    }
    CHECK(looked_at <= 10);
    CHECK(last.status == 429);
    CHECK(std::stoi(last.header("retry-after")) > 0);
    CHECK(f.noted(storage::Operation::token_failed).size() == static_cast<std::size_t>(looked_at));
    CHECK(f.get(token).status == 200);
    f.served.library.pass(std::chrono::minutes(8));
    CHECK(f.get("mnt_guess").status == 401);
}

TEST_CASE("whoever has a token is known: strangers cannot keep them from signing") {
    Fixture f;
    const auto id = f.draft();
    const auto token = f.token("ann", TokenScope::act);
    for (int guess = 0; guess < 40; ++guess) (void)f.served.log_in("ann", "guess");
    CHECK(f.served.log_in("ann", test::RealLibrary::password("ann")).status == 429);
    CHECK(f.submit(id, token, test::RealLibrary::password("ann")).status == 200);
}

TEST_CASE("passwords are guessed through a token no faster than elsewhere") {
    Fixture f;
    const auto id = f.draft();
    const auto token = f.token("ann", TokenScope::act);
    int looked_at = 0;
    WebAnswer last;
    for (int guess = 0; guess < 20; ++guess) {
        last = f.submit(id, token, "guess");
        if (last.status == 403) ++looked_at;
    }
    CHECK(looked_at <= 10);
    CHECK(last.status == 429);
    CHECK(last.holds("too many wrong passwords"));
    CHECK(std::stoi(last.header("retry-after")) > 0);
    const auto entries = f.noted(storage::Operation::password_failed);
    REQUIRE_FALSE(entries.empty());
    CHECK(entries[0].via == "api");
}
