// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/settler.h"

#include <atomic>

#include <catch2/catch.hpp>

#include "tests/support/served_library.h"

using namespace muniment;

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
