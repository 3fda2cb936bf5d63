// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "storage/accounts/accounts_form.h"
#include "storage/sqlite/row.h"
#include "tests/support/model_library.h"
#include "tests/support/staffed_site.h"

using namespace muniment;
using test::must;

namespace {

struct Fixture : test::StaffedSite {
    Fixture() {
        secret = released("confidential", "The recipe");
        open = released("internal", "Cleaning");
        (void)served.cookie_of("rita");
        (void)served.cookie_of("olga");
    }

    core::Identifier released(const std::string& reading_class, const std::string& title) {
        auto& library = served.library;
        auto change = test::markdown("# Text\n\nBergamot.\n", title);
        change.reading_class = reading_class;
        change.attach = {{"recipe.txt", "three parts\n"}};
        auto id = must(library.writer().create_draft(library.acting("ann"), "SOP", change)).id;
        library.submit(id);
        library.review(id);
        library.approve(id);
        library.release(id);
        return id;
    }

    /// `PERSON DOCUMENT REVISION via WAY`, the newest first.
    std::vector<std::string> noted() {
        std::vector<std::string> lines;
        for (const auto& entry : StaffedSite::noted(storage::Operation::read_confidential))
            lines.push_back(entry.person + " " + entry.detail + " via " + entry.via);
        return lines;
    }

    /// From now on the operations log takes no entries of readings.
    void break_log() {
        const auto session = must(
            storage::open_database(served.library.layout.accounts(), storage::accounts_form()));
        Poco::Data::Session database(session);
        database << "CREATE TRIGGER full BEFORE INSERT ON operations WHEN new.operation = "
                    "'read-confidential' BEGIN SELECT RAISE(FAIL, 'full'); END",
            Poco::Data::Keywords::now;
    }

    core::Identifier secret, open;
};

}  // namespace

TEST_CASE("each way to a confidential text is noted once an hour for a person and revision") {
    Fixture f;
    const std::string page = "/documents/" + f.secret.text();
    const std::string line = f.secret.text() + " 1.0 via web";
    CHECK(f.served.get(page, "rita").status == 200);
    CHECK(f.noted() == std::vector<std::string>{"rita " + line});
    for (const char* way :
         {"", "/revisions/1.0", "/file", "/attachments/recipe.txt", "/compare?from=1.0&to=1.0"}) {
        INFO(way);
        f.served.library.pass(std::chrono::minutes(61));
        f.served.forget_sessions();
        const auto before = f.noted().size();
        CHECK(f.served.get(page + way, "rita").status == 200);
        CHECK(f.served.get(page + way, "rita").status == 200);
        CHECK(f.noted().size() == before + 1);
    }
    CHECK(f.served.get(page, "olga").status == 200);
    CHECK(f.noted().front() == "olga " + line);
}

TEST_CASE("reading by the API is noted, and says so") {
    Fixture f;
    const std::string path = "/api/v1/documents/" + f.secret.text();
    for (const char* way : {"", "/trace", "/compare?from=1.0&to=1.0"}) {
        INFO(way);
        f.served.library.pass(std::chrono::minutes(61));
        f.served.forget_sessions();
        const auto before = f.noted().size();
        CHECK(f.served.get(path + way, "rita").status == 200);
        REQUIRE(f.noted().size() == before + 1);
        CHECK(f.noted().front() == "rita " + f.secret.text() + " 1.0 via api");
    }
}

TEST_CASE("what everybody may read, and who is refused, is not noted as read") {
    Fixture f;
    CHECK(f.served.get("/documents/" + f.open.text(), "rita").status == 200);
    CHECK(f.served.get("/documents/POLICY", "rita").status == 200);
    CHECK(f.served.get("/documents/" + f.secret.text(), "reed").status == 404);
    CHECK(f.served.get("/api/v1/documents/" + f.secret.text(), "reed").status == 404);
    CHECK(f.noted().empty());
}

TEST_CASE("a confidential draft that is worked on is noted under its revision") {
    Fixture f;
    auto& library = f.served.library;
    core::DraftChange change;
    change.title = "The other recipe";
    change.change_kind = core::ChangeKind::major;
    must(library.writer().draft_revision(library.acting("carl"), f.secret, change, "better"));
    CHECK(f.served.get("/documents/" + f.secret.text() + "/edit", "carl").status == 200);
    CHECK(f.noted() == std::vector<std::string>{"carl " + f.secret.text() + " 2.0 via web"});
}

TEST_CASE("a confidential text that cannot be noted is not given out") {
    Fixture f;
    f.break_log();
    const std::string page = "/documents/" + f.secret.text();
    for (const char* way :
         {"", "/revisions/1.0", "/file", "/attachments/recipe.txt", "/compare?from=1.0&to=1.0"}) {
        INFO(way);
        const auto answer = f.served.get(page + way, "rita");
        CHECK(answer.status == 503);
        CHECK_FALSE(answer.holds("Bergamot"));
    }
    const auto answer = f.served.get("/api/v1" + page, "rita");
    CHECK(answer.status == 503);
    CHECK_FALSE(answer.holds("Bergamot"));
    CHECK_FALSE(f.served.log().empty());
    CHECK(f.served.get("/documents/" + f.open.text(), "rita").status == 200);
}
