// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/web_form.h"

using namespace muniment;
using test::FormFields;
using test::ServedLibrary;

namespace {

struct Fixture {
    Fixture() {
        served.library.enrol_everyone();
        id = served.library.draft("Cleaning the mixer", "# Steps\n\nRinse.\n");
        served.library.submit(*id);
    }
    test::WebAnswer send(const std::string& address, const std::string& person, FormFields fields,
                         const std::string& password) {
        fields.emplace_back("password", password);
        return test::fill_in(served, address, person, fields);
    }
    /// Wrong passwords until no more is looked at.
    test::WebAnswer exhaust(const std::string& address, const std::string& person,
                            const FormFields& fields) {
        test::WebAnswer answer;
        for (int attempt = 0; attempt < 12 && answer.status != 429; ++attempt)
            answer = send(address, person, fields, "guess " + std::to_string(attempt));
        return answer;
    }

    ServedLibrary served;
    std::optional<core::Identifier> id;
};

void check_throttled(const test::WebAnswer& answer) {
    CHECK(answer.status == 429);
    const auto wait = answer.header("retry-after");
    REQUIRE_FALSE(wait.empty());
    CHECK(std::stoi(wait) > 0);
    CHECK(std::stoi(wait) <= 480);
    CHECK(answer.holds("Too many attempts under this name."));
}

}  // namespace

TEST_CASE("after too many wrong passwords the form to sign answers 429, and keeps what was typed") {
    Fixture f;
    const std::string address = "/documents/" + f.id->text() + "/sign";
    const FormFields fields{{"decision", "reject"}, {"comment", "Step 2 lacks the temperature."}};
    const auto answer = f.exhaust(address, "rita", fields);
    check_throttled(answer);
    CHECK(answer.holds("Step 2 lacks the temperature."));
    // The right one is not looked at either, and nothing is signed.
    check_throttled(f.send(address, "rita", fields, test::RealLibrary::password("rita")));
    CHECK(f.served.log().empty());
    f.served.library.pass(std::chrono::minutes(9));
    CHECK(f.send(address, "rita", fields, test::RealLibrary::password("rita")).status == 303);
}

TEST_CASE(
    "forms of accounts, people, delegation and withdrawal answer 429 after too many guesses") {
    Fixture f;
    const std::string document = "/documents/" + f.id->text();
    const auto check = [&](const std::string& address, const std::string& person,
                           const FormFields& fields) {
        INFO(address);
        check_throttled(f.send(address, person, fields, "guess"));
    };
    (void)f.exhaust("/account/tokens/new", "ann", {{"name", "Export"}, {"scope", "read"}});
    check("/account/tokens/new", "ann", {{"name", "Export"}, {"scope", "read"}});
    check("/account/password", "ann", {{"new-password", "a new one"}, {"again", "a new one"}});
    check("/account/second-factor", "ann", {{"code", "123456"}});
    check("/delegate", "ann", {{"to", "bob"}, {"from", "2026-04-01"}, {"until", "2026-04-02"}});
    check(document + "/withdraw", "ann", {{"reason", "not needed"}});
    (void)f.exhaust("/people/rita/disable", "otto", {{"reason", "left"}});
    check("/people/rita/disable", "otto", {{"reason", "left"}});
    check("/people/rita/reset", "otto", {{"reason", "lost"}});
    check("/people/rita/roles", "otto", {{"roles", "reader"}});
    check("/invite", "otto", {{"id", "nina"}, {"name", "Nina Nowak"}, {"roles", "reader"}});
}

TEST_CASE("after too many wrong codes the enrolment page answers 429, and the right code works") {
    ServedLibrary served;
    auto& library = served.library;
    const auto code = test::must(library.writer().add_person(
        library.acting("olga"), *core::PersonId::parse("nina"), "Nina Nowak", {"reader"}));
    const std::string password = "nine green bottles";
    const auto enrol = [&](const std::string& person, const std::string& typed) {
        return served.post("/enrol/" + person, test::encoded({{"code", typed},
                                                              {"new-password", password},
                                                              {"again", password},
                                                              {"accept", "yes"}}));
    };
    test::WebAnswer answer;
    for (int attempt = 0; attempt < 12 && answer.status != 429; ++attempt)
        answer = enrol(attempt % 2 == 0 ? "nina" : "nobody", "AAAAAAAAAAAAAAAAAAAA");
    CHECK(answer.status == 429);
    REQUIRE_FALSE(answer.header("retry-after").empty());
    CHECK(std::stoi(answer.header("retry-after")) > 0);
    CHECK(answer.holds("There were too many wrong codes"));
    CHECK(enrol("nina", code).status == 200);
}
