// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/staffed_site.h"

using namespace muniment;
using test::FormFields;
using test::must;
using test::secret;

namespace {

constexpr const char* first_text = "# Steps\n\nRinse for five minutes.\n";
constexpr const char* second_text = "# Steps\n\nRinse for seven minutes.\n";

struct Fixture : test::StaffedSite {
    std::string page(const core::Identifier& id, const std::string& rest) const {
        return "/documents/" + id.text() + rest;
    }
    test::WebAnswer fill_in(const core::Identifier& id, const std::string& act,
                            const std::string& person, FormFields fields = {}) {
        fields.emplace_back("password", secret(person));
        return test::fill_in(served, page(id, "/" + act), person, fields);
    }
    FormFields form_of(const core::Identifier& id, const std::string& act,
                       const std::string& person) {
        const auto address = page(id, "/" + act);
        return test::hidden_fields(served.get(address, person).body, address);
    }
    core::Digest draft_digest(const core::Identifier& id) {
        return state(id).working->content.sha256;
    }
};

}  // namespace

TEST_CASE("a document goes through its whole life by the forms of the pages") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", first_text);
    const auto sent = f.fill_in(id, "submit", "ann", {{"comment", "for review"}});
    REQUIRE(sent.status == 303);
    CHECK(sent.header("location") == f.page(id, "/draft"));
    CHECK(f.served.get(f.page(id, "/draft"), "ann").holds("was sent for review"));
    CHECK_FALSE(f.served.get(f.page(id, "/draft"), "ann").holds("was sent for review"));
    REQUIRE(f.fill_in(id, "sign", "rita", {{"decision", "accept"}}).status == 303);
    REQUIRE(f.fill_in(id, "sign", "adam", {{"decision", "accept"}}).status == 303);
    const auto told = f.served.get(f.page(id, "/draft"), "adam");
    CHECK(told.holds("Approved: SOP-0001 revision 1.0"));
    CHECK(told.holds("CET"));
    CHECK(told.holds("signed with their password"));
    REQUIRE(f.fill_in(id, "release", "carl").status == 303);
    CHECK(f.served.get(f.page(id, ""), "reed").holds("five minutes"));
    REQUIRE(f.fill_in(id, "acknowledge", "reed").status == 303);
    CHECK(f.served.get(f.page(id, "/acknowledge"), "reed").status == 409);
    REQUIRE(
        f.fill_in(id, "review", "carl", {{"outcome", "keep"}, {"reason", "still right"}}).status ==
        303);
    REQUIRE(f.fill_in(id, "retire", "carl", {{"reason", "no longer made"}}).status == 303);
    CHECK(f.served.get(f.page(id, "/sign"), "adam").holds("no longer made"));
    REQUIRE(f.fill_in(id, "sign", "adam", {{"decision", "accept"}}).status == 303);
    CHECK(f.served.library.verify().faults.empty());
    const auto history = must(f.served.library.reader().history({{}, true}, {}));
    CHECK(history.back().event == core::EventKind::retirement_signed);
    CHECK(f.state(id).released.size() == 1);
}

TEST_CASE("a release for a date is moved and cancelled, and a draft withdrawn, by the pages") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.draft("Cleaning the mixer", first_text);
    library.submit(id);
    CHECK(f.fill_in(id, "reassign", "carl",
                    {{"place", "2 approver"}, {"to", "@eva"}, {"reason", "holidays"}})
              .status == 303);
    library.review(id);
    REQUIRE(f.fill_in(id, "sign", "eva", {{"decision", "accept"}}).status == 303);
    const auto day = core::render(library.in_days(10));
    REQUIRE(f.fill_in(id, "release", "carl", {{"effective", day}}).status == 303);
    const auto later = core::render(library.in_days(20));
    REQUIRE(
        f.fill_in(id, "reschedule", "carl", {{"effective", later}, {"reason", "late"}}).status ==
        303);
    REQUIRE(f.fill_in(id, "cancel", "carl", {{"reason", "not at all"}}).status == 303);
    REQUIRE(f.fill_in(id, "withdraw", "ann", {{"reason", "given up"}}).status == 303);
    CHECK_FALSE(f.state(id).working);
    CHECK(library.verify().faults.empty());
}

TEST_CASE("the signing page shows exactly what is signed") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.make_effective("Cleaning the mixer", first_text);
    auto change = test::markdown(second_text, "Cleaning all mixers");
    change.attach = {{"plan.txt", "valves\n"}};
    must(library.writer().draft_revision(library.acting("ann"), id, change, "Complaint C-31"));
    library.submit(id);
    library.review(id);
    const auto page = f.served.get(f.page(id, "/sign"), "adam");
    REQUIRE(page.status == 200);
    CHECK(page.holds(f.draft_digest(id).text()));
    CHECK(page.holds("<ins>seven</ins>"));
    CHECK(page.holds("<del>five</del>"));
    CHECK(page.holds("<ins>Cleaning all mixers</ins>"));
    CHECK(page.holds("plan.txt"));
    CHECK(page.holds("Complaint C-31"));
    CHECK(page.holds("I approve this document for use."));
    CHECK(page.holds("Reviewed"));
    CHECK(page.holds("approver"));
    const auto signature = f.fill_in(id, "sign", "adam", {{"decision", "accept"}});
    REQUIRE(signature.status == 303);
    const auto given = f.state(id).working->progress.signatures.back();
    CHECK(given.person.text() == "adam");
    CHECK(given.meaning == core::Meaning::approval);
    CHECK(given.authentication == core::Authentication::password);
}

TEST_CASE("a first draft is signed by its whole text") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", first_text);
    f.served.library.submit(id);
    const auto page = f.served.get(f.page(id, "/sign"), "rita");
    CHECK(page.holds("Rinse for five minutes."));
    CHECK_FALSE(page.holds("What changed"));
    CHECK_FALSE(page.holds("the same text"));
}

TEST_CASE("a form that fails keeps what was typed, but never the password") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", first_text);
    f.served.library.submit(id);
    const auto wrong = test::fill_in(
        f.served, f.page(id, "/sign"), "rita",
        {{"decision", "reject"}, {"comment", "line one\r\nline <two>"}, {"password", "guess-1"}});
    CHECK(wrong.status == 403);
    CHECK(wrong.holds("line one\nline &lt;two&gt;"));
    CHECK(wrong.holds("value=\"reject\" checked"));
    CHECK(wrong.holds("id=\"password-problem\""));
    CHECK_FALSE(wrong.holds("guess-1"));
    const auto silent = f.fill_in(id, "sign", "rita", {{"decision", "reject"}});
    CHECK(silent.status == 400);
    CHECK(silent.holds("id=\"comment-problem\""));
    CHECK_FALSE(silent.holds(secret("rita")));
    CHECK(f.fill_in(id, "sign", "rita", {}).status == 400);
    CHECK(f.fill_in(id, "sign", "rita", {{"decision", "perhaps"}}).status == 400);
    const auto empty = f.fill_in(id, "withdraw", "ann", {{"reason", "  "}});
    CHECK(empty.status == 400);
    CHECK(empty.holds("id=\"problem-reason\""));
    CHECK(f.state(id).working->progress.signatures.size() == 1);  // the author's own
}

TEST_CASE("passwords that are wrong, empty, huge or not text sign nothing") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", first_text);
    f.served.library.submit(id);
    for (const auto& password : std::vector<std::string>{"", "wrong", std::string(1000000, 'x')}) {
        const auto answer = test::fill_in(f.served, f.page(id, "/sign"), "rita",
                                          {{"decision", "accept"}, {"password", password}});
        INFO(password.size());
        CHECK((answer.status == 403 || answer.status == 400));
    }
    const auto raw = test::encoded(f.form_of(id, "sign", "rita"), {{"decision", "accept"}});
    CHECK(f.served.post(f.page(id, "/sign"), raw + "&password=%ff%fe", f.served.cookie_of("rita"))
              .status == 400);
    CHECK(f.state(id).working->progress.signatures.size() == 1);  // the author's own
}

TEST_CASE("a digest that is no longer current is a conflict that shows what changed") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.draft("Cleaning the mixer", first_text);
    library.submit(id);
    auto form = f.form_of(id, "sign", "rita");
    form.emplace_back("decision", "accept");
    form.emplace_back("password", secret("rita"));
    must(library.writer().edit_draft(library.acting("ann"), id, test::markdown(second_text),
                                     "seven is right"));
    library.submit(id);
    const auto stale = test::send_form(f.served, f.page(id, "/sign"), "rita", form);
    CHECK(stale.status == 409);
    CHECK(stale.holds("<ins>seven</ins>"));
    CHECK(stale.holds(f.page(id, "/sign")));
    CHECK(f.state(id).working->progress.signatures.size() == 1);  // the author's own
    for (const char* digest : {"", "x", "0000"}) {
        const auto body = test::encoded(form, {{"digest", digest}});
        CHECK(f.served.post(f.page(id, "/sign"), body, f.served.cookie_of("rita")).status == 400);
    }
    const auto unknown = test::encoded(form, {{"digest", std::string(64, '0')}});
    CHECK(f.served.post(f.page(id, "/sign"), unknown, f.served.cookie_of("rita")).status == 409);
}

TEST_CASE("a role that was taken away between opening the page and signing is missed") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.draft("Cleaning the mixer", first_text);
    library.submit(id);
    auto form = f.form_of(id, "sign", "rita");
    form.emplace_back("decision", "accept");
    form.emplace_back("password", secret("rita"));
    must(library.writer().change_roles(library.acting("olga"), must(core::PersonId::parse("rita")),
                                       {"approver"}, {"reviewer"}));
    const auto refused = test::send_form(f.served, f.page(id, "/sign"), "rita", form);
    CHECK((refused.status == 403 || refused.status == 404));
    CHECK(f.state(id).working->progress.signatures.size() == 1);  // the author's own
}

TEST_CASE("nobody signs in another name than the page showed") {
    Fixture f;
    auto& library = f.served.library;
    const auto rolf = must(core::PersonId::parse("rolf"));
    must(library.writer().delegate(library.acting("adam"), rolf, library.in_days(0),
                                   library.in_days(5)));
    const auto id = library.draft("Cleaning the mixer", first_text);
    library.submit(id);
    library.review(id);
    auto fields = f.form_of(id, "sign", "rolf");
    must(library.writer().change_roles(library.acting("olga"), rolf, {"approver"}, {}, "promoted"));
    fields.emplace_back("decision", "accept");
    fields.emplace_back("password", secret("rolf"));
    const auto address = f.page(id, "/sign");
    const auto refused = test::send_form(f.served, address, "rolf", fields);
    CHECK(refused.status == 409);
    CHECK(refused.holds("in another name than this page showed"));
    CHECK_FALSE(refused.holds("You sign on behalf of"));
    CHECK(f.state(id).working->progress.signatures.size() == 2);  // author's and reviewer's
    REQUIRE(f.fill_in(id, "sign", "rolf", {{"decision", "accept"}}).status == 303);
    CHECK_FALSE(f.state(id).working->progress.signatures.back().on_behalf_of);
}

TEST_CASE("acts need a session, and a form that belongs to it") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", first_text);
    const auto address = f.page(id, "/submit");
    auto form = f.form_of(id, "submit", "ann");
    form.emplace_back("password", secret("ann"));
    const auto body = test::encoded(form);
    const auto& cookie = f.served.cookie_of("ann");
    const auto nobody = f.served.post(address, body);
    CHECK(nobody.status == 303);
    CHECK(nobody.header("location").find("/login?return=") == 0);
    CHECK(f.served.post(address, body, "Cookie: muniment=AAAA\r\n").status == 303);
    for (const char* token : {"", "wrong"})
        CHECK(f.served.post(address, test::encoded(form, {{"csrf", token}}), cookie).status == 403);
    const std::string token =
        test::hidden_fields(f.served.get("/", "bob").body, "/logout").at(0).second;
    CHECK(f.served.post(address, test::encoded(form, {{"csrf", token}}), cookie).status == 403);
    CHECK(f.served.post(address, body, cookie + "Origin: https://evil.example\r\n").status == 403);
    CHECK(f.served.post(address, body, f.served.cookie_of("bob")).status == 403);
    CHECK(f.state(id).working->state == core::RevisionState::draft);
    CHECK(f.served.post(address, body, cookie + "Origin: http://localhost\r\n").status == 303);
}

TEST_CASE("acts are offered to those alone to whom the rules give them") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.make_effective("Cleaning the mixer", first_text);
    const auto reader = f.served.get(f.page(id, ""), "reed");
    CHECK(reader.holds(f.page(id, "/acknowledge")));
    CHECK_FALSE(reader.holds(f.page(id, "/retire")));
    CHECK_FALSE(reader.holds(f.page(id, "/review")));
    const auto controller = f.served.get(f.page(id, ""), "carl");
    CHECK(controller.holds(f.page(id, "/retire")));
    CHECK(controller.holds(f.page(id, "/review")));
    for (const char* act : {"retire", "review"})
        CHECK(f.served.get(f.page(id, "/" + std::string(act)), "reed").status == 403);
    for (const char* act : {"submit", "release", "cancel", "reschedule", "sign"}) {
        const auto answer = f.served.get(f.page(id, "/" + std::string(act)), "reed");
        INFO(act);
        CHECK((answer.status == 403 || answer.status == 409));
    }
    const auto draft = library.draft("A second one", first_text);
    CHECK(f.served.get(f.page(draft, "/draft"), "ann").holds(f.page(draft, "/submit")));
    library.submit(draft);
    CHECK(f.served.get(f.page(draft, "/draft"), "rita").holds(f.page(draft, "/sign")));
    CHECK_FALSE(f.served.get(f.page(draft, "/draft"), "ann").holds(f.page(draft, "/sign")));
    CHECK(f.served.get("/tasks", "rita").holds(f.page(draft, "/sign")));
}

TEST_CASE("acts on unreadable and unknown documents meet the same answer") {
    Fixture f;
    const auto id = f.served.library.draft("Hidden", first_text);
    const auto known = f.form_of(id, "submit", "ann");
    for (const char* act : {"sign", "submit", "withdraw", "release", "reschedule", "cancel",
                            "reassign", "review", "acknowledge", "retire"}) {
        INFO(act);
        const std::string rest = "/" + std::string(act);
        auto hidden = f.served.get(f.page(id, rest), "reed");
        auto unknown = f.served.get("/documents/SOP-0777" + rest, "reed");
        CHECK(hidden.status == 404);
        for (auto at = unknown.body.find("SOP-0777"); at != std::string::npos;
             at = unknown.body.find("SOP-0777"))
            unknown.body.replace(at, 8, id.text());
        CHECK(hidden.body == unknown.body);
        const std::string token =
            test::hidden_fields(f.served.get("/", "reed").body, "/logout").at(0).second;
        const FormFields form{{"csrf", token},
                              {"digest", std::string(64, '0')},
                              {"meaning", "approval"},
                              {"request", "draft"},
                              {"password", "x"}};
        CHECK(test::send_form(f.served, f.page(id, rest), "reed", form).status == 404);
        CHECK(test::send_form(f.served, "/documents/SOP-0777" + rest, "reed", form).status == 404);
    }
}

TEST_CASE("nonsense in the forms of acts is refused and changes nothing") {
    Fixture f;
    auto& library = f.served.library;
    const auto id = library.make_effective("Cleaning the mixer", first_text);
    const auto head = must(library.reader().ports().reg.head());
    CHECK(f.fill_in(id, "review", "carl", {{"outcome", "burn"}, {"reason", "x"}}).status == 400);
    CHECK(f.fill_in(id, "review", "carl", {{"outcome", "keep"}, {"reason", ""}}).status == 400);
    CHECK(f.fill_in(id, "retire", "carl", {{"reason", "x"}, {"effective", "soon"}}).status == 400);
    CHECK(f.fill_in(id, "retire", "carl", {{"reason", "x"}, {"effective", "1999-01-01"}}).status ==
          400);
    CHECK(f.fill_in(id, "retire", "carl", {{"reason", std::string(20000, 'x')}}).status == 400);
    const auto draft = library.draft("Another", first_text);
    library.submit(draft);
    for (const char* place : {"", "1", "x reviewer", "99999999999999999999 reviewer", "7 reviewer",
                              "1 nobody", "1 reviewer extra"}) {
        INFO(place);
        CHECK(f.fill_in(draft, "reassign", "carl",
                        {{"place", place}, {"to", "approver"}, {"reason", "x"}})
                  .status == 400);
    }
    CHECK(f.served.get(f.page(id, "/retire?x=1"), "carl").status == 400);
    CHECK(must(library.reader().ports().reg.head()).sequence == head.sequence + 2);
}
