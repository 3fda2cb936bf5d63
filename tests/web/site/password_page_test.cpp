// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/staffed_site.h"

using namespace muniment;
using test::cookie_line;
using test::FormFields;
using test::must;
using test::secret;

namespace {

const std::string fresh = "seven ladders, painted green";

struct Fixture : test::StaffedSite {
    using StaffedSite::StaffedSite;

    test::WebAnswer change(const std::string& person, const std::string& from,
                           const std::string& to, const std::string& again) {
        return test::fill_in(served, "/account/password", person,
                             {{"password", from}, {"new-password", to}, {"again", again}});
    }
    test::WebAnswer change(const std::string& person, const std::string& to) {
        return change(person, secret(person), to, to);
    }
};

}  // namespace

TEST_CASE("a password changed in the browser ends the person's other sessions, and no token") {
    Fixture f;
    const auto elsewhere = cookie_line(f.served.log_in("rita", secret("rita")));
    const auto other = cookie_line(f.served.log_in("bob", secret("bob")));
    auto& accounts = f.accounts();
    const auto now = f.served.library.clock.now();
    const auto token = must(accounts.tokens().create(
        f.person("rita"), {"export", storage::TokenScope::read, now + std::chrono::hours(1)}, now));
    CHECK(f.served.request("GET", "/tasks", elsewhere).status == 200);
    const auto done = f.change("rita", fresh);
    CHECK(done.status == 303);
    CHECK(f.served.request("GET", "/tasks", elsewhere).status == 303);
    CHECK(f.served.get("/", "rita").holds("Your password is changed"));
    CHECK(f.served.request("GET", "/tasks", other).status == 200);
    CHECK(accounts.tokens().use(token, now));
    CHECK(f.served.log_in("rita", secret("rita")).status == 403);
    CHECK(f.served.log_in("rita", fresh).status == 303);
    const auto entries = f.noted(storage::Operation::password_changed);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].person == "rita");
    CHECK(entries[0].via == "web");
}

TEST_CASE("a change of password refuses wrong, empty, huge and unreadable ones on its page") {
    Fixture f;
    const std::string huge(1'000'001, 'x');
    const auto status = [&](const std::string& from, const std::string& to,
                            const std::string& again) {
        const auto answer = f.change("rita", from, to, again);
        for (const auto& typed : {from, to}) {
            if (typed.size() > 8) CHECK_FALSE(answer.holds(typed));
        }
        return answer.status;
    };
    CHECK(status(secret("rita"), "", "") == 400);
    CHECK(status(secret("rita"), "rita", "rita") == 400);
    CHECK(status(secret("rita"), "password", "password") == 400);
    CHECK(status(secret("rita"), fresh, fresh + "r") == 400);
    CHECK(status(secret("rita"), huge, huge) == 400);
    CHECK(status(secret("rita"), std::string(9, '\xff'), std::string(9, '\xff')) == 400);
    CHECK(status(secret("rita"), secret("rita"), secret("rita")) == 400);
    const auto wrong = f.change("rita", "guessed wrong", fresh, fresh);
    CHECK(wrong.status == 403);
    CHECK(wrong.holds("id=\"problem-password\""));
    CHECK(status("", fresh, fresh) == 403);
    CHECK(status(std::string(1'000'000, 'y'), fresh, fresh) == 403);
    CHECK(status("\xff\xfe", fresh, fresh) == 400);
    for (int i = 0; i < 2; ++i)
        CHECK(f.change("rita", "guessed wrong", fresh, fresh).status == 403);
    // Five failures close the way for a while, for the owner's sessions too.
    CHECK(f.change("rita", fresh).status == 429);
    f.served.library.pass(std::chrono::minutes(2));
    CHECK(f.change("rita", fresh).status == 303);
}

TEST_CASE("the longest password that can be set logs in and signs, and one longer is refused") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.draft("Cleaning the mixer", "# Steps\n\nRinse.\n");
    std::string longest = "ladder";  // the dearest characters: each is twelve in a form
    for (std::size_t i = 0; i < 994; ++i) longest += i % 2 == 0 ? "\U0001F33F" : "\U0001F33B";
    const auto refused = f.change("ann", longest + "x");
    CHECK(refused.status == 400);
    CHECK(refused.holds("longer than 1,000 characters"));
    REQUIRE(f.change("ann", longest).status == 303);
    CHECK(f.served.log_in("ann", longest).status == 303);
    const auto now = library.clock.now();
    const auto token = must(f.accounts().tokens().create(
        f.person("ann"), {"robot", storage::TokenScope::act, now + std::chrono::hours(1)}, now));
    const auto digest =
        must(library.reader().document({{}, true}, id)).working->content.sha256.text();
    const auto submitted = f.served.request(
        "POST", "/api/v1/documents/" + id.text() + "/submit",
        "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n",
        R"({"digest":")" + digest + R"(","password":")" + longest + "\"}");
    CHECK(submitted.status == 200);
}

TEST_CASE("the form for a new password is the session's own") {
    Fixture f;
    const FormFields fields{
        {"password", secret("rita")}, {"new-password", fresh}, {"again", fresh}};
    CHECK(test::send_form(f.served, "/account/password", "rita", fields).status == 403);
    CHECK(f.served.get("/account/password").status == 303);
    CHECK(f.served.log_in("rita", secret("rita")).status == 303);
}

TEST_CASE("wrong, empty, huge and unreadable passwords are refused at log-in and enrolment") {
    Fixture f;
    for (const char* bad : {"wrong", ""}) CHECK(f.served.log_in("rita", bad).status == 403);
    CHECK(f.served.log_in("rita", "\xff\xfe").status == 400);
    CHECK(f.served.log_in("rita", std::string(1'000'000, 'x')).status == 413);
    CHECK(f.served.log_in("rita", secret("rita")).status == 303);
    auto& library = f.served.library;
    const auto code = must(library.writer().add_person(
        library.acting("olga"), test::person_id("nina"), "Nina Nowak", {"reader"}));
    const auto enrol = [&](const std::string& password) {
        return f.served.post("/enrol/nina", test::encoded({{"code", code},
                                                           {"new-password", password},
                                                           {"again", password},
                                                           {"accept", "yes"}}));
    };
    for (const auto& bad :
         std::vector<std::string>{"", "password", "Nina Nowak", "Lavender Lane"}) {
        const auto answer = enrol(bad);
        CHECK(answer.status == 400);
        CHECK(answer.holds("role=\"alert\""));
    }
    CHECK(enrol(std::string(9, '\xff')).status == 400);
    CHECK(enrol(std::string(1'000'000, 'x')).status == 413);
    CHECK(enrol(fresh).status == 200);
    CHECK(f.served.log_in("nina", fresh).status == 303);
}

TEST_CASE("with an old password one logs in to the page that changes it, and nowhere else") {
    Fixture f("password_days = 30");
    auto& library = f.served.library;
    const auto id = library.draft("Cleaning the mixer", "# Steps\n\nRinse.\n");
    CHECK(f.served.get("/tasks", "ann").status == 200);
    library.pass(std::chrono::days(31));
    f.served.forget_sessions();
    for (const char* page : {"/", "/tasks", "/documents", "/documents/SOP-0001/draft"}) {
        const auto led = f.served.get(page, "ann");
        CHECK(led.status == 303);
        CHECK(led.header("location") == "/account/password");
    }
    CHECK(f.served.get("/account/password", "ann").holds("too old"));
    const auto signing = library.writer().submit(library.acting("ann"), id, "done");
    REQUIRE_FALSE(signing);
    CHECK(signing.error().code == core::ErrorCode::failed_precondition);
    CHECK(signing.error().hint.find("muniment account password") != std::string::npos);
    CHECK(f.change("ann", fresh).status == 303);
    CHECK(f.served.get("/tasks", "ann").status == 200);
    auto acting = library.acting("ann");
    acting.password = fresh;
    CHECK(library.writer().submit(acting, id, "done"));
    CHECK(library.verify().faults.empty());
}

TEST_CASE("a session that was begun before its key ended, or its owner was disabled, is over") {
    Fixture f;
    auto& library = f.served.library;
    const auto rita = cookie_line(f.served.log_in("rita", secret("rita")));
    const auto rolf = cookie_line(f.served.log_in("rolf", secret("rolf")));
    const auto bob = cookie_line(f.served.log_in("bob", secret("bob")));
    const auto lives = [&](const std::string& cookie) {
        return f.served.request("GET", "/account/password", cookie).status == 200;
    };
    CHECK((lives(rita) && lives(rolf) && lives(bob)));
    must(library.writer().reset(library.acting("olga"), test::person_id("rita"), "lost"));
    CHECK_FALSE(lives(rita));
    const auto key = must(library.reader().viewer(test::person_id("rolf"))).person->keys[0];
    must(library.writer().revoke_key(library.acting("olga"), test::person_id("rolf"),
                                     key.public_key, "stolen", {}));
    CHECK_FALSE(lives(rolf));
    must(library.writer().disable(library.acting("olga"), test::person_id("bob"), "left"));
    CHECK_FALSE(lives(bob));
}
