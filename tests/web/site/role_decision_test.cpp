// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/web_form.h"

using namespace muniment;
using test::FormFields;
using test::must;
using test::ServedLibrary;

namespace {

const std::string address = "/people/rita/decide";

/// A library whose policy wants two persons for changes of roles, with three who manage people.
struct Fixture {
    Fixture() {
        auto& library = served.library;
        library.enrol_everyone();
        library.enrol("oskar", {"administrator"});
        library.pass(std::chrono::hours(1));
        const auto policy = core::policy_identifier();
        const auto view = must(library.reader().show({{}, true}, policy, {}));
        const auto files = must(library.reader().files(view));
        std::string rules = core::find_master(policy, files)->bytes;
        const std::string off = "two_person_rule = false";
        rules.replace(rules.find(off), off.size(), "two_person_rule = true");
        core::DraftChange change;
        change.master = core::MasterFile{".toml", rules};
        must(library.writer().draft_revision(library.acting("olga"), policy, change, "two"));
        must(library.writer().submit(library.acting("olga"), policy, ""));
        core::LibraryWriter::Signing sign;
        sign.meaning = core::Meaning::approval;
        sign.decision = core::Decision::accept;
        must(library.writer().sign(library.acting("otto"), policy, sign));
        must(library.writer().release(library.acting("otto"), {{policy, {}}}, {}, ""));
    }

    test::WebAnswer act(const std::string& where, const std::string& by, FormFields fields) {
        fields.emplace_back("password", test::RealLibrary::password(by));
        return test::fill_in(served, where, by, fields);
    }
    void propose() {
        REQUIRE(act("/people/rita/roles", "olga",
                    {{"roles", "approver"}, {"limit-approver", "SOP"}, {"reason", "moves up"}})
                    .status == 303);
    }
    core::Person rita() {
        must(served.library.reader().catch_up());
        return *must(served.library.reader().ports().reg.person(test::person_id("rita")));
    }

    ServedLibrary served;
};

}  // namespace

TEST_CASE("a second administrator accepts a proposed change of roles, to which their tasks lead") {
    Fixture f;
    f.propose();
    CHECK(f.rita().roles == core::GrantSet{"reviewer"});
    for (const char* where : {"/", "/tasks", "/people/rita"}) {
        INFO(where);
        CHECK(f.served.get(where, "otto").holds("href=\"" + address + "\""));
    }
    CHECK(f.served.get("/tasks", "otto").holds("1 task waits for you"));
    CHECK(f.served.get("/tasks", "otto").holds("+approver:SOP, -reviewer"));
    CHECK_FALSE(f.served.get("/tasks", "olga").holds(address));
    CHECK_FALSE(f.served.get("/tasks", "rita").holds(address));
    const auto form = f.served.get(address, "otto");
    CHECK(form.holds("+approver:SOP, -reviewer"));
    CHECK(form.holds("Reason given: moves up"));
    CHECK(f.act(address, "otto", {}).status == 400);
    CHECK(test::fill_in(f.served, address, "otto", {{"decision", "accept"}, {"password", "no"}})
              .status == 403);
    CHECK(f.rita().proposal);
    REQUIRE(f.act(address, "otto", {{"decision", "accept"}}).status == 303);
    CHECK(f.rita().roles == core::GrantSet{"approver:SOP"});
    CHECK_FALSE(f.rita().proposal);
    CHECK(f.served.get("/people/rita", "otto").holds("is accepted"));
    CHECK_FALSE(f.served.get("/tasks", "otto").holds(address));
    CHECK(f.served.get(address, "otto").status == 409);
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("a proposed change of roles is refused with a reason alone, and nothing changes") {
    Fixture f;
    f.propose();
    CHECK(f.act(address, "otto", {{"decision", "reject"}}).status == 400);
    CHECK(f.rita().proposal);
    REQUIRE(f.act(address, "otto", {{"decision", "reject"}, {"reason", "too early"}}).status ==
            303);
    CHECK(f.rita().roles == core::GrantSet{"reviewer"});
    CHECK_FALSE(f.rita().proposal);
    CHECK(f.served.get("/people/rita", "otto").holds("is refused"));
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("who proposed a change of roles, whom it is about, and others do not decide it") {
    Fixture f;
    f.propose();
    const FormFields accept{{"decision", "accept"}};
    // Who proposed is offered to take it back, nothing else.
    CHECK_FALSE(f.served.get(address, "olga").holds("value=\"accept\""));
    CHECK(f.act(address, "olga", accept).status == 403);
    CHECK(f.served.get(address, "rita").status == 403);
    CHECK(f.act(address, "rita", accept).status == 403);
    CHECK(f.served.get(address, "reed").status == 404);
    CHECK(f.served.get(address).status == 303);
    CHECK(f.rita().proposal);
    // Nor an administrator about themselves.
    REQUIRE(f.act("/people/oskar/roles", "olga", {{"roles", "administrator"}, {"roles", "auditor"}})
                .status == 303);
    CHECK(f.served.get("/people/oskar/decide", "oskar").status == 403);
    CHECK_FALSE(f.served.get("/tasks", "oskar").holds("/people/oskar/decide"));
    CHECK(f.served.get("/tasks", "oskar").holds(address));
    REQUIRE(f.act(address, "olga", {{"decision", "reject"}, {"reason", "a slip"}}).status == 303);
    CHECK_FALSE(f.rita().proposal);
    CHECK(f.rita().roles == core::GrantSet{"reviewer"});
}

TEST_CASE("a decision about roles is about the change that was shown, or is not taken") {
    Fixture f;
    f.propose();
    auto old = test::hidden_fields(f.served.get(address, "otto").body, address);
    old.emplace_back("decision", "accept");
    old.emplace_back("password", test::RealLibrary::password("otto"));
    REQUIRE(f.act(address, "oskar", {{"decision", "reject"}, {"reason", "no"}}).status == 303);
    REQUIRE(f.act("/people/rita/roles", "olga", {{"roles", "administrator"}}).status == 303);
    const auto answer = test::send_form(f.served, address, "otto", old);
    CHECK(answer.status == 409);
    CHECK(answer.holds("+administrator, -reviewer"));
    CHECK(f.rita().roles == core::GrantSet{"reviewer"});
    CHECK(f.rita().proposal);
}

TEST_CASE("a decision about roles needs the token of one's own session") {
    Fixture f;
    f.propose();
    const std::string form = "decision=accept&add=approver%3ASOP&remove=reviewer&password=" +
                             test::form_value(test::RealLibrary::password("otto"));
    CHECK(f.served.post(address, form, f.served.cookie_of("otto")).status == 403);
    CHECK(f.served.post(address, form).status == 303);
    CHECK(f.rita().proposal);
}
