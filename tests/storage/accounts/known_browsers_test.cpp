// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/known_browsers.h"

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/model_library.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("a browser is known for the person who logged in from it, for half a year") {
    const auto start = core::parse_instant("2026-05-03T08:00:00Z").value();
    const test::TemporaryFolder folder;
    auto accounts = storage::Accounts::open(folder.path() / "accounts.db").value();
    auto& browsers = accounts.browsers();
    const auto anna = test::person_id("anna");
    const auto bob = test::person_id("bob");
    const auto token = browsers.remember(anna, start);
    REQUIRE(token);
    CHECK(browsers.knows(anna, *token, start).value());
    CHECK_FALSE(browsers.knows(bob, *token, start).value());
    CHECK_FALSE(browsers.knows(anna, *token + "x", start).value());
    CHECK_FALSE(browsers.knows(anna, "", start).value());
    CHECK(browsers.knows(anna, *token, start + days(180) - seconds(1)).value());
    CHECK_FALSE(browsers.knows(anna, *token, start + days(180)).value());
    CHECK_FALSE(browsers.knows(anna, *token, start - minutes(6)).value());

    const auto first = browsers.make_pass(anna, start);
    const auto pass = browsers.make_pass(anna, start);
    REQUIRE(pass);
    CHECK_FALSE(browsers.is_pass(anna, *first, start).value());
    CHECK(browsers.is_pass(anna, *pass, start).value());
    CHECK_FALSE(browsers.is_pass(bob, *pass, start).value());
    CHECK_FALSE(browsers.is_pass(anna, *pass, start + hours(1)).value());
    REQUIRE(browsers.forget_pass(anna));
    CHECK_FALSE(browsers.is_pass(anna, *pass, start).value());
}
