// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/served_library.h"

using namespace muniment;
using test::must;
using test::ServedLibrary;

namespace {

constexpr const char* first_text =
    "# Cleaning the mixer\n\n## Purpose\n\nRinse for five minutes.\n\n## Steps\n\nOpen the "
    "valve.\n";
constexpr const char* second_text =
    "# Cleaning the mixer\n\n## Purpose\n\nRinse for seven minutes.\n\n## Steps\n\nOpen the "
    "valve.\n";

std::string address(const core::Identifier& id, const std::string& rest = {}) {
    return "/documents/" + id.text() + rest;
}

/// A document in force for two hours, and everybody.
struct Fixture {
    Fixture() {
        served.library.enrol_everyone();
        id = served.library.make_effective("Cleaning the mixer", first_text);
        served.library.pass(std::chrono::hours(2));
    }

    void release_second(std::optional<core::Date> effective = {}) {
        auto& library = served.library;
        auto change = test::markdown(second_text);
        change.change_reason = "Complaint C-31";
        change.change_kind = core::ChangeKind::minor;
        must(library.writer().draft_revision(library.acting("ann"), id, change, "Complaint C-31"));
        library.submit(id);
        library.review(id);
        library.approve(id);
        library.release(id, effective);
    }

    test::WebAnswer get(const std::string& target, const std::string& person = "reed") {
        return served.get(target, person);
    }

    /// Longer than any session lasts.
    void pass_days(int days) {
        served.library.pass(std::chrono::hours(24 * days));
        served.forget_sessions();
    }

    ServedLibrary served;
    core::Identifier id;
};

}  // namespace

TEST_CASE("the page of a document in force") {
    Fixture fixture;
    const auto page = fixture.get(address(fixture.id));
    REQUIRE(page.status == 200);
    CHECK(page.header("content-security-policy").find("default-src 'none'") == 0);
    CHECK(page.holds("class=\"band state-effective\""));
    CHECK_FALSE(page.holds("not-in-force"));
    CHECK(page.holds("Rinse for five minutes."));
    CHECK(page.holds("<a href=\"#s-purpose\"><span class=\"toc-number\">1</span>Purpose</a>"));
    CHECK(page.holds("Mx rita"));
    CHECK(page.holds("Mx adam"));
    CHECK(page.holds("2 March 2026, 10:00 CET"));
    CHECK(page.holds("signed with their password"));
    CHECK(page.holds("Next review"));
    CHECK_FALSE(page.holds("overdue"));
    CHECK(fixture.get("/documents/sop-0001").header("location") == "/documents/SOP-0001");
    CHECK(fixture.get("/documents/sop-0001/compare?from=1.0&to=1.0").header("location") ==
          "/documents/SOP-0001/compare?from=1.0&to=1.0");
}

TEST_CASE("pages speak Polish to who asks for it") {
    Fixture fixture;
    const auto page = fixture.served.request(
        "GET", address(fixture.id), fixture.served.cookie_of("reed") + "Accept-Language: pl\r\n");
    CHECK(page.holds("lang=\"pl\""));
    CHECK(page.holds("2 marca 2026, 10:00 CET"));
}

TEST_CASE("what is not in force says so") {
    Fixture fixture;
    fixture.release_second();
    const auto old = fixture.get(address(fixture.id, "/revisions/1.0"));
    REQUIRE(old.status == 200);
    CHECK(old.holds("band not-in-force state-superseded"));
    CHECK(old.holds("Superseded by 1.1 since 2 March 2026"));
    CHECK(old.holds("href=\"" + address(fixture.id) + "\">Go to the revision in force"));
    const auto current = fixture.get(address(fixture.id, "/revisions/1.1"));
    CHECK(current.holds("band state-effective"));
    CHECK(current.holds("Complaint C-31"));

    auto& library = fixture.served.library;
    const auto draft = library.draft("A new one", "# New\n\nText.\n");
    const auto page = fixture.get(address(draft, "/draft"), "ann");
    CHECK(page.holds("band not-in-force state-draft"));
    CHECK(page.holds("A draft is not a procedure"));
    library.submit(draft);
    CHECK(fixture.get(address(draft, "/draft"), "rita").holds("Waiting for review by: reviewer"));
}

TEST_CASE("as of a moment, to the second") {
    Fixture fixture;
    const auto before = core::render(fixture.served.library.clock.now() - std::chrono::seconds(1));
    const auto at = core::render(fixture.served.library.clock.now());
    fixture.release_second();
    fixture.served.library.pass(std::chrono::hours(1));

    const auto old = fixture.get(address(fixture.id, "?as-of=" + before));
    CHECK(old.holds("Rinse for five minutes."));
    CHECK(old.holds("Not in force now. In force from 2 March 2026 until 2 March 2026"));
    CHECK(old.holds("You are looking at the library as of 2 March 2026, 11:59 CET"));
    const auto fresh = fixture.get(address(fixture.id, "?as-of=" + at));
    CHECK(fresh.holds("Rinse for seven minutes."));
    CHECK(fresh.holds("band state-effective"));

    const auto none = fixture.get(address(fixture.id, "?as-of=2026-03-01"));
    CHECK(none.status == 404);
    CHECK(none.holds("was in force at that moment"));
    CHECK(fixture.get("/documents?as-of=2026-03-01").holds("0 documents"));
    CHECK(fixture.get("/documents?as-of=" + before).holds("data-label=\"Revision\">1.0<"));
    CHECK(fixture.get("/search?q=rinse&as-of=" + before)
              .holds("/documents/SOP-0001?as-of=" + test::form_value(before)));
}

TEST_CASE("a planned revision is shown as planned, to who may know") {
    Fixture fixture;
    auto& library = fixture.served.library;
    const auto date = library.in_days(5);
    fixture.release_second(date);
    const std::string later = "?as-of=" + core::render(library.in_days(9));
    const auto planned = fixture.get(address(fixture.id, later), "olga");
    CHECK(planned.holds("Rinse for seven minutes."));
    CHECK(planned.holds("Planned: in force from 7 March 2026"));
    CHECK(planned.holds("plans may change"));
    CHECK(fixture.get("/", "olga").holds("Soon in force"));
    CHECK_FALSE(fixture.get("/", "reed").holds("Soon in force"));
    CHECK(fixture.get(address(fixture.id), "reed").holds("Rinse for five minutes."));

    // The date passes while nobody registers it: reading is right without.
    fixture.pass_days(6);
    CHECK(fixture.get(address(fixture.id), "reed").holds("Rinse for seven minutes."));
}

TEST_CASE("a periodic review that is overdue shows") {
    Fixture fixture;
    fixture.pass_days(2 * 366);
    const auto page = fixture.get(address(fixture.id));
    CHECK(page.status == 200);
    CHECK(page.holds("The periodic review of this document was due on 2 March 2028"));
    CHECK(fixture.get("/documents?review=overdue").holds("Cleaning the mixer"));
    CHECK(fixture.get("/", "olga").holds("reviews overdue"));
    CHECK_FALSE(fixture.get("/", "reed").holds("reviews overdue"));
}

TEST_CASE("the home page") {
    Fixture fixture;
    fixture.release_second();
    auto& library = fixture.served.library;
    library.submit(library.draft("Waiting", "Text.\n"));
    const auto reader = fixture.get("/");
    CHECK(reader.holds("New in force"));
    CHECK(reader.holds("Complaint C-31"));
    CHECK(reader.holds("Nothing waits for you."));
    const auto reviewer = fixture.get("/", "rita");
    CHECK(reviewer.holds("href=\"/documents/SOP-0002/sign\""));
    CHECK(reviewer.holds("<span class=\"count\">1</span>"));
    CHECK(fixture.get("/tasks", "rita").holds("SOP-0002"));
    fixture.pass_days(40);
    CHECK(fixture.get("/").holds("No document came into force in the last 30 days."));
}

TEST_CASE("the history of a document") {
    Fixture fixture;
    fixture.release_second();
    const auto page = fixture.get(address(fixture.id, "/history"));
    REQUIRE(page.status == 200);
    const auto newest = page.body.find("Revision 1.1 released");
    const auto oldest = page.body.find("Revision 1.0 released");
    CHECK(newest < oldest);
    CHECK(page.holds("in force from 2 March 2026 until 2 March 2026"));
    CHECK(page.holds("<p class=\"signature-meaning\">Reviewed</p>"));
    CHECK(page.holds("Complaint C-31"));
    CHECK(page.holds("in force since 2 March 2026"));
    CHECK(page.holds("Mx carl"));
}

TEST_CASE("attachments are downloads, and only raster pictures keep their type") {
    Fixture fixture;
    auto& library = fixture.served.library;
    auto change = test::markdown(
        "![map](attachments/map.png)\n\n![plan](attachments/plan.svg)\n\n"
        "[other](SOP-0001.md#steps)\n",
        "With pictures");
    const std::string picture("\x89PNG\r\n\x1a\n with a rest", 19);
    change.attach = {{"map.png", picture},
                     {"page.html", "<script>alert(1)</script>"},
                     {"plan.svg", "<svg onload=\"alert(1)\"/>"},
                     {"za\xc5\xbc\xc3\xb3\xc5\x82\xc4\x87.txt", "text"}};
    const auto id = must(library.writer().create_draft(library.acting("ann"), "SOP", change)).id;
    library.submit(id);
    library.review(id);
    library.approve(id);
    library.release(id);

    const auto page = fixture.get(address(id));
    CHECK(page.holds("<img src=\"" + address(id, "/attachments/map.png?revision=1.0\"")));
    CHECK_FALSE(page.holds("plan.svg?revision=1.0\" alt"));
    CHECK(page.holds("<a href=\"/documents/SOP-0001#s-steps\">other</a>"));
    const auto map = fixture.get(address(id, "/attachments/map.png?revision=1.0"));
    CHECK(map.header("content-type") == "image/png");
    CHECK(map.body == picture);
    for (const char* name : {"page.html", "plan.svg", "za%C5%BC%C3%B3%C5%82%C4%87.txt"}) {
        INFO(name);
        const auto file = fixture.get(address(id, "/attachments/") + name);
        CHECK(file.status == 200);
        CHECK(file.header("content-type") == "application/octet-stream");
        CHECK(file.header("x-content-type-options") == "nosniff");
        CHECK(file.header("content-security-policy") == "default-src 'none'; sandbox");
        CHECK(file.header("content-disposition").find("attachment; ") == 0);
    }
    CHECK(fixture.get(address(id, "/attachments/none.png")).status == 404);
    CHECK(fixture.get(address(id, "/attachments/..%2FSOP-0002.toml")).status == 400);
    CHECK(fixture.get(address(id, "/file")).holds("![map]"));
}

TEST_CASE("links to what may not be read are plain text") {
    Fixture fixture;
    auto& library = fixture.served.library;
    auto hidden = test::markdown("Hidden text.\n", "The hidden title");
    hidden.reading_class = "confidential";
    const auto secret =
        must(library.writer().create_draft(library.acting("ann"), "SOP", hidden)).id;
    library.submit(secret);
    library.review(secret);
    library.approve(secret);
    library.release(secret);
    const auto id = library.make_effective(
        "Linking", "See [the rule](" + secret.text() + ".md) and [cleaning](SOP-0001.md).\n");
    for (int round = 0; round < 2; ++round) {  // the second answer comes from the cache
        const auto reader = fixture.get(address(id), "reed");
        CHECK(reader.holds("<span class=\"unresolved-link\">the rule</span>"));
        CHECK(reader.holds("href=\"/documents/SOP-0001\">cleaning</a>"));
        CHECK_FALSE(reader.holds("The hidden title"));
        const auto reviewer = fixture.get(address(id), "rita");
        CHECK(reviewer.holds("href=\"/documents/" + secret.text() + "\">the rule</a>"));
    }
}

TEST_CASE("a library of one says that nobody else looked") {
    test::RealLibraryPlan plan;
    plan.solo = true;
    ServedLibrary served(plan);
    auto& library = served.library;
    const auto id = must(library.writer().create_draft(library.acting("olga"), "SOP",
                                                       test::markdown("Text.\n", "Alone")))
                        .id;
    must(library.writer().submit(library.acting("olga"), id, ""));
    library.pass(std::chrono::seconds(1));
    must(library.writer().release(library.acting("olga"), {{id, {}}}, {}, ""));
    CHECK(served.get(address(id), "olga").holds("Released without a second person."));
}

TEST_CASE("what a migration states is no signature") {
    ServedLibrary served;
    auto& library = served.library;
    core::ImportedRevision line;
    line.key = "old-7";
    line.type = "SOP";
    line.content = test::markdown("Old text.\n", "Brought in");
    line.effective_from = test::date("2020-05-01");
    line.as_effective = true;
    line.stated_author = "Nina <b>Old</b>";
    line.stated_approvers = {"Omar Early"};
    line.stated_reason = "First edition";
    const auto report =
        must(library.writer().import(library.acting("olga"), test::digest_of("manifest"),
                                     "We moved.", {line}, {}, [] { return true; }));
    REQUIRE(report.imported == 1);
    const auto page = served.get("/documents/old-7", "olga");
    CHECK(page.header("location") == "/documents/SOP-0001");
    const auto shown = served.get("/documents/SOP-0001", "olga");
    CHECK(shown.holds(
        "As stated by the migration of 2 March 2026: written by Nina &lt;b&gt;Old&lt;"));
    CHECK(shown.holds("approved by Omar Early."));
    CHECK(shown.holds("1 May 2020"));
    CHECK(shown.holds("old-7"));
    CHECK_FALSE(shown.holds("signed with"));
    CHECK(served.get("/documents/SOP-0001/history", "olga").holds("brought in by a migration"));
    CHECK(served.get("/documents/SOP-0001?as-of=2021-01-01", "olga").holds("Old text."));
}
