// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/staffed_site.h"

using namespace muniment;
using test::FormFields;
using test::must;
using test::secret;

namespace {

struct Fixture : test::StaffedSite {
    FormFields document(const std::string& text) {
        return {{"type", "SOP"},          {"title", "Cleaning the mixer"}, {"owner", "ann"},
                {"department", "Hall 2"}, {"class", "internal"},           {"text", text},
                {"kind", "minor"},        {"reason", "Complaint C-31"}};
    }
    std::string master(const core::Identifier& id) {
        const auto tree = state(id).working->content.tree;
        const auto files = must(served.library.reader().ports().reg.files(tree));
        return core::find_master(id, files)->bytes;
    }
};

}  // namespace

TEST_CASE("documents are written, changed and revised in plain forms") {
    Fixture f;
    CHECK(f.served.get("/documents", "ann").holds("/documents/new"));
    CHECK_FALSE(f.served.get("/documents", "reed").holds("/documents/new"));
    CHECK(f.served.get("/documents/new", "reed").status == 403);
    const auto made = test::fill_in(f.served, "/documents/new", "ann",
                                    f.document("# Steps\r\n\r\nRinse & <wait>.\r\n"));
    REQUIRE(made.status == 303);
    CHECK(made.header("location") == "/documents/SOP-0001/draft");
    const auto id = must(core::Identifier::parse("SOP-0001"));
    CHECK(f.master(id) == "# Steps\n\nRinse & <wait>.\n");
    const auto form = f.served.get("/documents/SOP-0001/edit", "ann");
    CHECK(form.holds("Rinse &amp; &lt;wait&gt;."));
    const auto edited = test::fill_in(f.served, "/documents/SOP-0001/edit", "ann",
                                      f.document("# Steps\n\nRinse twice.\n"));
    REQUIRE(edited.status == 303);
    CHECK(f.master(id) == "# Steps\n\nRinse twice.\n");
    auto& library = f.served.library;
    library.submit(id);
    library.review(id);
    library.approve(id);
    library.release(id);
    const auto revised = test::fill_in(f.served, "/documents/SOP-0001/revise", "ann",
                                       f.document("# Steps\n\nRinse three times.\n"));
    REQUIRE(revised.status == 303);
    const auto state = must(library.reader().document({{}, true}, id));
    CHECK(state.working->label.text() == "1.1");
    CHECK(library.verify().faults.empty());
}

TEST_CASE("what was typed survives refusals, and another's change meanwhile") {
    Fixture f;
    auto blank = f.document("# Mine\n");
    blank[1].second = "";
    const auto refused = test::fill_in(f.served, "/documents/new", "ann", blank);
    CHECK(refused.status == 400);
    CHECK(refused.holds("# Mine"));
    CHECK(refused.holds("value=\"Hall 2\""));
    for (const auto& [field, value] :
         FormFields{{"type", "XYZ"}, {"class", "secret"}, {"owner", "Nobody At All"}}) {
        auto wrong = f.document("# Mine\n");
        for (auto& entry : wrong)
            if (entry.first == field) entry.second = value;
        INFO(field);
        CHECK(test::fill_in(f.served, "/documents/new", "ann", wrong).status >= 400);
    }
    auto& library = f.served.library;
    const auto id = library.draft("Cleaning the mixer", "# One\n");
    const std::string address = "/documents/" + id.text() + "/edit";
    const auto form = test::hidden_fields(f.served.get(address, "ann").body, address);
    must(library.writer().edit_draft(library.acting("ann"), id, test::markdown("# Two\n"), "two"));
    const auto late = f.served.post(address, test::encoded(form, f.document("# Three\n")),
                                    f.served.cookie_of("ann"));
    CHECK(late.status == 409);
    CHECK(late.holds("# Three"));
    CHECK(f.master(id) == "# Two\n");
}

TEST_CASE("the policy is shown, proposed, signed and released as a document is") {
    Fixture f;
    const auto shown = f.served.get("/policy", "reed");
    CHECK(shown.status == 200);
    CHECK(shown.holds("once_per_route"));
    CHECK_FALSE(shown.holds("/documents/POLICY/revise"));
    CHECK(f.served.get("/policy", "carl").holds("/documents/POLICY/revise"));
    CHECK(f.served.get("/policy").status == 303);
    f.served.library.pass(std::chrono::minutes(5));
    CHECK(f.served.get("/documents/POLICY/revise", "reed").status == 403);
    auto text = core::default_policy_text("Example", "Europe/Warsaw", false);
    const auto at = text.find("title_characters = 200");
    REQUIRE(at != std::string::npos);
    text.replace(at, 22, "title_characters = 150");
    const FormFields fields{{"text", text},
                            {"kind", "major"},
                            {"reason", "Shorter titles"},
                            {"password", secret("carl")}};
    auto broken = fields;
    broken[0].second += "\nroles = 7\n";
    const auto refused = test::fill_in(f.served, "/documents/POLICY/revise", "carl", broken);
    CHECK(refused.status == 400);
    CHECK(refused.holds("roles"));
    CHECK(refused.holds("Shorter titles"));
    REQUIRE(test::fill_in(f.served, "/documents/POLICY/revise", "carl", fields).status == 303);
    const auto act = [&](const std::string& segment, const std::string& by,
                         const FormFields& more = {}) {
        FormFields sent = more;
        sent.emplace_back("password", secret(by));
        return test::fill_in(f.served, "/documents/POLICY/" + segment, by, sent).status;
    };
    REQUIRE(act("submit", "carl") == 303);
    const auto signing = f.served.get("/documents/POLICY/sign", "otto");
    CHECK(signing.holds("<del>- title_characters = 200\n</del>"));
    CHECK(signing.holds("<ins>+ title_characters = 150\n</ins>"));
    REQUIRE(act("sign", "otto", {{"decision", "accept"}}) == 303);
    REQUIRE(act("release", "carl") == 303);
    CHECK(f.served.get("/policy", "reed").holds("title_characters = 150"));
    CHECK(f.served.library.verify().faults.empty());
}
