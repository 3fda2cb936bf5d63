// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/served_library.h"

using namespace muniment;
using test::must;

namespace {

core::DraftChange file(const std::string& extension, const std::string& bytes) {
    core::DraftChange change;
    change.master = core::MasterFile{extension, bytes};
    change.title = "Mixer";
    return change;
}

/// A document of two revisions: the first in force, the second a draft, or submitted and waiting to
/// be signed by rita.
struct Fixture {
    Fixture(const core::DraftChange& first, core::DraftChange second, bool submitted = true) {
        library.enrol_everyone();
        id = must(library.writer().create_draft(library.acting("ann"), "SOP", first)).id;
        library.submit(id);
        library.review(id);
        library.approve(id);
        library.release(id);
        second.change_kind = core::ChangeKind::major;
        must(library.writer().draft_revision(library.acting("ann"), id, second, "Complaint C-31"));
        if (submitted) library.submit(id);
    }

    void release_second() {
        library.review(id);
        library.approve(id);
        library.release(id);
    }

    test::WebAnswer compared(const std::string& query = {}) {
        return served.get("/documents/" + id.text() + "/compare" + query, "reed");
    }
    test::WebAnswer to_sign() { return served.get("/documents/" + id.text() + "/sign", "rita"); }

    test::ServedLibrary served;
    test::RealLibrary& library = served.library;
    core::Identifier id;
};

}  // namespace

TEST_CASE("comparing revisions") {
    Fixture fixture(file(".md", "# Mixer\n\nRinse for five minutes.\n"),
                    file(".md", "# Mixer\n\nRinse for seven minutes.\n"));
    CHECK(fixture.compared().status == 404);
    fixture.release_second();
    const auto page = fixture.compared();
    REQUIRE(page.status == 200);
    CHECK(page.holds("<del>five</del>"));
    CHECK(page.holds("<ins>seven</ins>"));
    CHECK(page.holds("1 word added, 1 word removed, 1 paragraph affected"));
    CHECK(page.holds("Complaint C-31"));
    CHECK(fixture.compared("?from=1.0&to=1.0").holds("The two revisions have the same text."));
    CHECK(fixture.compared("?from=1.0&to=7.0").status == 404);
    CHECK(fixture.compared("?from=x%20y&to=7.0").status == 404);
}

TEST_CASE("a plain text is compared line by line, for readers and signers alike") {
    Fixture fixture(file(".txt", "Open.\nRinse <hot>.\nClose.\n"),
                    file(".txt", "Open.\nRinse <cold>.\nClose.\n"));
    const std::string lines =
        "<pre>  Open.\n<del>- Rinse &lt;hot&gt;.\n</del><ins>+ Rinse &lt;cold&gt;.\n</ins>  "
        "Close.\n</pre>";
    CHECK(fixture.to_sign().holds(lines));
    fixture.release_second();
    CHECK(fixture.compared().holds(lines));
}

TEST_CASE("who submits or releases sees what changes, and why, above the form") {
    Fixture fixture(file(".md", "Rinse for five minutes.\n"),
                    file(".md", "Rinse for seven minutes.\n"), false);
    const auto form = [&](const std::string& act, const std::string& person) {
        const auto page = fixture.served.get("/documents/" + fixture.id.text() + "/" + act, person);
        INFO(page.body);
        CHECK(page.status == 200);
        CHECK(page.holds("<ins>seven</ins>"));
        CHECK(page.holds("Complaint C-31"));
        CHECK(page.body.find("<ins>seven</ins>") < page.body.find("<form class=\"act-form\""));
    };
    form("submit", "ann");
    fixture.library.submit(fixture.id);
    fixture.library.review(fixture.id);
    fixture.library.approve(fixture.id);
    form("release", "carl");
}

TEST_CASE("what differs only in layout, and what is no text, says so") {
    Fixture layout(file(".txt", "Open.\n"), file(".txt", "Open.\r\n"));
    CHECK(layout.to_sign().holds("only in the layout of their source"));
    Fixture picture(file(".pdf", "%PDF-1.4 \xff\xfe one"), file(".pdf", "%PDF-1.4 \xff\xfe two"));
    CHECK(picture.to_sign().holds("The two files differ."));
}

TEST_CASE("everything that is signed beside the text shows, and what changes in it") {
    auto first = file(".md", "# Mixer\n\nSee [the plan](plan.png).\n");
    first.attach = {{"plan.png", "1"}, {"old.png", "1"}, {"kept.png", "1"}};
    auto second = file(".md", "# Mixer\n\nSee [the plan](plan.png).\n");
    second.title = "The mixer";
    second.owner = test::person_id("bob");
    second.department = "Bakery";
    second.language = "pl";
    second.review_months = 7;
    second.clauses = {{"8.5.1"}};
    second.keywords = {{"rinsing"}};
    second.related = {{test::must(core::Identifier::parse("WI-0009"))}};
    second.external = core::ExternalOrigin{"ISO", "2015", core::parse_date("2015-09-15").value()};
    second.effective_date = core::parse_date("2026-12-24").value();
    second.attach = {{"plan.png", "2"}, {"new.png", "1"}};
    second.detach = {"old.png"};
    Fixture fixture(first, second);
    const auto signing = fixture.to_sign();
    REQUIRE(signing.status == 200);
    for (const char* value :
         {"The mixer", "SOP", "bob", "Bakery", "pl", "7", "8.5.1", "rinsing", "WI-0009",
          "ISO, 2015, 15 September 2015", "24 December 2026", "plan.png = attachments/plan.png"}) {
        INFO(value);
        CHECK(signing.holds(std::string("<dd>") + value + "</dd>"));
    }
    for (const char* change :
         {"<del>Mixer</del> <ins>The mixer</ins>", "<del>ann</del> <ins>bob</ins>",
          "<ins>Bakery</ins>", "<ins>24 December 2026</ins>",
          "<del>attachments/plan.png</del> <ins>other content</ins>",
          "<del>attachments/old.png</del> <ins>taken away</ins>",
          "<ins>attachments/new.png</ins>"}) {
        INFO(change);
        CHECK(signing.holds(change));
    }
    CHECK_FALSE(signing.holds("<del>attachments/kept.png"));
}
