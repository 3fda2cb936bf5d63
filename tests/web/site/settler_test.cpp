// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/settler.h"

#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/served_library.h"

using namespace muniment;

TEST_CASE("a server that runs for long forgets what is too old in the operations log") {
    test::ServedLibrary served;
    auto& library = served.library;
    auto& log = library.services().accounts().log();
    const auto kept = [&] {
        const auto file = library.layout.accounts();
        storage::AccountsOptions options;
        options.clock = &library.clock;
        options.settings.log_kept = std::chrono::days(36500);
        return test::must(test::must(storage::Accounts::open(file, options)).log().list({})).size();
    };
    test::must(log.note(storage::Operation::logged_in, "olga", {}));
    std::atomic<int> complaints{0};
    const web::Settler settler(
        served.site().pool(), [&](const std::string&) { ++complaints; }, std::chrono::seconds(1));
    library.pass(std::chrono::days(300));
    CHECK(kept() == 1);
    library.pass(std::chrono::days(101));
    for (int round = 0; round < 200 && kept() > 0; ++round)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(kept() == 0);
    CHECK(complaints == 0);
}

TEST_CASE("while the site runs, dates that have come are registered") {
    test::ServedLibrary served;
    auto& library = served.library;
    library.enrol_everyone();
    const auto id = library.draft("Tomorrow", "Text.\n");
    library.submit(id);
    library.review(id);
    library.approve(id);
    library.release(id, library.in_days(1));
    library.pass(std::chrono::hours(48));
    const auto before = test::must(library.reader().ports().reg.head()).sequence;
    std::atomic<int> complaints{0};
    {
        // Its end waits for the first round, which begins at once.
        const web::Settler settler(served.site().pool(), [&](const std::string&) { ++complaints; });
    }
    CHECK(complaints == 0);
    const auto after = test::must(library.reader().ports().reg.head());
    CHECK(after.sequence == before + 1);
}
