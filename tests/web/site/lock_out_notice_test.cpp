// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/staffed_site.h"

using namespace muniment;

namespace {

struct Fixture : test::StaffedSite {
    Fixture() {
        served.library.enrol("adele", {"auditor"});
        // Before their accounts are closed to strangers.
        for (const char* person : {"olga", "otto", "adele", "rita"}) (void)served.cookie_of(person);
    }
    void guess(const std::string& name) {
        for (int attempt = 0; attempt < 6; ++attempt) (void)served.log_in(name, "guess");
    }
};

}  // namespace

TEST_CASE("a lock-out is told on every page to those who may read the operations log, unasked") {
    Fixture f;
    CHECK_FALSE(f.served.get("/", "olga").holds("closed after"));
    f.guess("bob");
    f.guess("<b>nobody</b>");
    for (const char* watcher : {"olga", "otto", "adele"}) {
        for (const char* address : {"/", "/tasks", "/documents", "/documents/SOP-0404"}) {
            INFO(watcher << " " << address);
            const auto page = f.served.get(address, watcher);
            CHECK(page.holds("1 account is closed after wrong passwords or codes: bob."));
            CHECK(page.holds("1 name that nobody has is closed after wrong passwords."));
            CHECK(page.holds("<a href=\"/operations\">See what happened</a>"));
            CHECK_FALSE(page.holds("nobody</b>"));
        }
    }
    for (const char* address : {"/", "/tasks", "/documents", "/documents/SOP-0404"})
        CHECK_FALSE(f.served.get(address, "rita").holds("closed after"));
    CHECK_FALSE(f.served.get("/login").holds("closed after"));
}

TEST_CASE("a lock-out that is over is told until the operations log was opened, for a day") {
    Fixture f;
    const std::string told = "1 account was closed for a while in the last 24 hours";
    f.guess("bob");
    f.served.library.pass(std::chrono::minutes(9));
    CHECK_FALSE(f.served.get("/", "olga").holds("is closed after"));
    CHECK(f.served.get("/", "olga").holds(told));
    // What does not show all that happened is not the log.
    CHECK(f.served.get("/operations?person=eva", "olga").status == 200);
    CHECK(f.served.get("/tasks", "olga").holds(told));
    CHECK(f.served.get("/operations", "olga").holds(told));
    CHECK_FALSE(f.served.get("/", "olga").holds(told));
    CHECK(f.served.get("/", "otto").holds(told));
    CHECK(f.served.get("/operations", "rita").status == 403);
    CHECK(f.served.get("/", "otto").holds(told));
    f.served.library.pass(std::chrono::hours(24));
    f.served.forget_sessions();
    CHECK_FALSE(f.served.get("/", "otto").holds(told));
}
