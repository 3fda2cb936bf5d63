// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/web_form.h"
#include "web/access_line.h"

using namespace muniment;
using test::FormFields;
using test::must;
using test::ServedLibrary;

namespace {

std::string secret(const std::string& person) {
    return test::RealLibrary::password(person);
}

core::PersonId person(const std::string& id) {
    return must(core::PersonId::parse(id));
}

struct Fixture {
    Fixture() { served.library.enrol_everyone(); }

    test::WebAnswer act(const std::string& address, const std::string& by, FormFields fields = {}) {
        fields.emplace_back("password", secret(by));
        return test::fill_in(served, address, by, fields);
    }
    /// The address of the link on a page that shows a code.
    static std::string link_in(const test::WebAnswer& answer) {
        const auto at = answer.body.find("/enrol/");
        REQUIRE(at != std::string::npos);
        return answer.body.substr(at, answer.body.find('<', at) - at);
    }
    test::WebAnswer enrol(const std::string& link, const std::string& password,
                          const FormFields& changes = {}) {
        const std::string action = link.substr(0, link.find('?'));
        auto form = test::hidden_fields(served.get(link).body, action);
        form.emplace_back("new-password", password);
        form.emplace_back("again", password);
        form.emplace_back("accept", "yes");
        return served.post(action, test::encoded(form, changes));
    }
    core::Person read(const std::string& id) {
        must(served.library.reader().catch_up());
        return *must(served.library.reader().ports().reg.person(person(id)));
    }
    FormFields invitation(const std::string& id) {
        return {{"id", id}, {"name", "Nina Nowak"}, {"roles", "reviewer"}};
    }

    ServedLibrary served;
};

}  // namespace

TEST_CASE("somebody is invited and enrols by the link, which is shown once") {
    Fixture f;
    const auto invited = f.act("/invite", "olga", f.invitation("nina"));
    REQUIRE(invited.status == 200);
    CHECK(invited.header("cache-control") == "no-store");
    const auto link = Fixture::link_in(invited);
    CHECK_FALSE(f.served.get("/people/nina", "olga").holds("code="));
    const auto page = f.served.get(link);
    REQUIRE(page.status == 200);
    CHECK(page.holds("legally binding"));
    CHECK(page.header("referrer-policy") == "strict-origin");
    CHECK(page.header("cache-control") == "no-store");
    const auto done = f.enrol(link, secret("nina"));
    CHECK(done.status == 200);
    CHECK_FALSE(done.holds(secret("nina")));
    CHECK(f.read("nina").enrolment == core::Enrolment::enrolled);
    CHECK(f.served.get("/", "nina").status == 200);
    CHECK(f.enrol(link, "another one entirely").status == 403);
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("enrolment refuses what is not right, and does not tell who there is") {
    Fixture f;
    const auto link = Fixture::link_in(f.act("/invite", "olga", f.invitation("nina")));
    CHECK(f.enrol(link, secret("nina"), {{"accept", ""}}).status == 400);
    const auto differ = f.enrol(link, "one of them", {{"again", "the other"}});
    CHECK(differ.status == 400);
    CHECK_FALSE(differ.holds("one of them"));
    CHECK(f.enrol(link, "").status == 400);
    const auto wrong = f.enrol(link, secret("nina"), {{"code", "AAAAAAAAAAAAAAAAAAAA"}});
    CHECK(wrong.status == 403);
    auto unknown = f.enrol("/enrol/zofia?code=AAAAAAAAAAAAAAAAAAAA", secret("nina"));
    CHECK(unknown.status == 403);
    for (auto at = unknown.body.find("zofia"); at != std::string::npos;
         at = unknown.body.find("zofia"))
        unknown.body.replace(at, 5, "nina");
    CHECK(unknown.body == wrong.body);
    const auto elsewhere = f.served.post("/enrol/nina", "code=x&new-password=y&again=y&accept=yes",
                                         "Origin: https://evil.example\r\n");
    CHECK(elsewhere.status == 403);
    CHECK(f.served.get("/enrol/NINA").status == 400);
    CHECK(f.read("nina").keys.empty());
}

TEST_CASE("a link says that it ends after seven days, and then answers as a wrong one") {
    Fixture f;
    const auto invited = f.act("/invite", "olga", f.invitation("nina"));
    CHECK(invited.holds("for 7 days"));
    const auto reset = f.act("/people/rita/reset", "olga", {{"reason", "forgot the password"}});
    CHECK(reset.holds("for 7 days"));
    f.served.library.pass(std::chrono::days(7));
    f.served.forget_sessions();  // they ended too
    for (const auto* answer : {&invited, &reset}) {
        const auto late = f.enrol(Fixture::link_in(*answer), "a wholly new secret");
        CHECK(late.status == 403);
        CHECK(late.holds("this code is not valid"));
        CHECK(late.holds("for 7 days"));
    }
    const auto again = f.act("/people/nina/reset", "olga", {{"reason", "it came too late"}});
    REQUIRE(again.status == 200);
    CHECK(f.enrol(Fixture::link_in(again), secret("nina")).status == 200);
}

TEST_CASE("the code of a link stands in no log") {
    web::http::AccessRecord record;
    record.peer = "127.0.0.1";
    record.request = "GET /enrol/nina?code=secret12345";
    CHECK(web::access_line(record).find("secret12345") == std::string::npos);
    record.request = "GET /%65nrol/nina?code=secret12345";
    CHECK(web::access_line(record).find("secret12345") == std::string::npos);
    record.request = "GET /search?q=valve";
    CHECK(web::access_line(record).find("q=valve") != std::string::npos);
}

TEST_CASE("a lost password is reset by two people, and the old signatures stay") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.draft("Cleaning the mixer", "# Steps\n\nRinse.\n");
    library.submit(id);
    library.review(id);
    library.pass(std::chrono::hours(1));
    CHECK(f.act("/people/rita/reset", "otto", {{"reason", " "}}).status == 400);
    const auto reset = f.act("/people/rita/reset", "otto", {{"reason", "forgot the password"}});
    REQUIRE(reset.status == 200);
    f.served.forget_sessions();
    CHECK(f.served.log_in("rita", secret("rita")).status == 403);
    REQUIRE(f.enrol(Fixture::link_in(reset), "a wholly new secret").status == 200);
    CHECK(f.read("rita").enrolment == core::Enrolment::invited);
    CHECK(f.act("/people/rita/confirm", "olga").status == 303);
    CHECK(f.read("rita").enrolment == core::Enrolment::enrolled);
    CHECK(f.read("rita").keys.size() == 2);
    CHECK(f.served.log_in("rita", "a wholly new secret").status == 303);
    CHECK(library.verify().faults.empty());
}

TEST_CASE("roles are changed and people disabled, and the past stays") {
    Fixture f;
    const auto changed =
        f.act("/people/rita/roles", "olga", {{"roles", "reviewer"}, {"roles", "reader"}});
    CHECK(changed.status == 303);
    CHECK_FALSE(f.read("rita").roles.empty());
    CHECK(f.act("/people/rita/roles", "olga", {{"roles", "emperor"}}).status >= 400);
    CHECK(f.served.get("/", "rita").status == 200);
    REQUIRE(f.act("/people/rita/disable", "olga", {{"reason", "left"}}).status == 303);
    CHECK_FALSE(f.read("rita").enabled);
    CHECK(f.served.get("/", "rita").status == 303);
    CHECK(f.served.get("/people/rita", "olga").holds("Disabled"));
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("the last administrator cannot take their own rights away") {
    ServedLibrary served;
    FormFields fields{{"roles", "reader"}, {"password", secret("olga")}};
    const auto refused = test::fill_in(served, "/people/olga/roles", "olga", fields);
    CHECK(refused.status == 409);
    CHECK(test::fill_in(served, "/people/olga/disable", "olga",
                        {{"reason", "bye"}, {"password", secret("olga")}})
              .status >= 400);
    CHECK(served.get("/invite", "olga").status == 200);
}

TEST_CASE("people delegate their own place, for a time") {
    Fixture f;
    auto& library = f.served.library;
    const auto today = core::render(library.in_days(0));
    const auto later = core::render(library.in_days(5));
    CHECK(f.act("/delegate", "adam", {{"to", "eva"}, {"from", later}, {"until", today}}).status ==
          400);
    CHECK(
        f.act("/delegate", "adam", {{"to", "nobody"}, {"from", today}, {"until", later}}).status >=
        400);
    CHECK(f.act("/delegate", "adam", {{"to", "eva"}, {"from", "soon"}, {"until", later}}).status ==
          400);
    REQUIRE(
        f.act("/delegate", "adam", {{"to", "rolf"}, {"from", today}, {"until", later}}).status ==
        303);
    CHECK(f.served.get("/people/rolf", "rolf").holds("On behalf of"));
    const auto id = library.draft("Cleaning the mixer", "# Steps\n\nRinse.\n");
    library.submit(id);
    library.review(id);
    const std::string address = "/documents/" + id.text() + "/sign";
    CHECK(f.served.get(address, "rolf").holds("You sign on behalf of"));
    core::LibraryWriter::Signing own;  // naming oneself, nobody signs for somebody else
    own.meaning = core::Meaning::approval;
    own.on_behalf_of = must(core::PersonId::parse("rolf"));
    const auto refused = library.writer().sign(library.acting("rolf"), id, own);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == core::ErrorCode::permission_denied);
    REQUIRE(f.act(address, "rolf", {{"decision", "accept"}}).status == 303);
    CHECK(
        f.served.get("/documents/" + id.text() + "/draft", "rolf").holds("on behalf of Mx adam."));
    must(library.reader().catch_up());
    const auto state = must(library.reader().document({{}, true}, id));
    const auto& signature = state.working->progress.signatures.back();
    CHECK(signature.person.text() == "rolf");
    CHECK(signature.on_behalf_of->text() == "adam");
    for (const char* page : {"/draft", "/history"}) {
        INFO(page);
        const auto shown = f.served.get("/documents/" + id.text() + page, "rolf");
        CHECK(shown.holds("Mx rolf"));
        CHECK(shown.holds("on behalf of Mx adam"));
    }
}

TEST_CASE("who does not manage people sees themselves alone") {
    Fixture f;
    const auto list = f.served.get("/people", "reed");
    CHECK(list.holds("/people/reed"));
    CHECK_FALSE(list.holds("/people/rita"));
    auto hidden = f.served.get("/people/rita", "reed");
    auto unknown = f.served.get("/people/rota", "reed");
    CHECK(hidden.status == 404);
    for (auto at = unknown.body.find("rota"); at != std::string::npos;
         at = unknown.body.find("rota"))
        unknown.body.replace(at, 4, "rita");
    CHECK(hidden.body == unknown.body);
    CHECK(f.served.get("/invite", "reed").status == 403);
    for (const char* segment : {"reset", "confirm", "roles", "disable"}) {
        CHECK(f.served.get("/people/rita/" + std::string(segment), "reed").status == 404);
        CHECK(f.served.get("/people/reed/" + std::string(segment), "reed").status == 403);
    }
    for (const char* address : {"/people", "/people/rita", "/invite", "/delegate"}) {
        CHECK(f.served.get(address).status == 303);
    }
    CHECK(f.served.get("/people", "olga").holds("/people/rita"));
}

TEST_CASE("acts on people need the token of one's own session") {
    Fixture f;
    const std::string foreign =
        test::hidden_fields(f.served.get("/", "otto").body, "/logout").at(0).second;
    const std::string roles = "roles=reader&password=" + test::form_value(secret("olga"));
    const std::string with_foreign = roles + "&csrf=" + foreign;
    for (const std::string address : {"/people/rita/roles", "/people/rita/disable", "/invite",
                                      "/people/rita/reset", "/delegate", "/people/rita/confirm"}) {
        INFO(address);
        CHECK(f.served.post(address, roles, f.served.cookie_of("olga")).status == 403);
        CHECK(f.served.post(address, with_foreign, f.served.cookie_of("olga")).status == 403);
        CHECK(f.served.post(address, roles).status == 303);
    }
    CHECK(f.read("rita").enabled);
    CHECK(f.read("rita").roles == core::RoleSet{"reviewer"});
}
