// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/one_time_code.h"

#include <regex>
#include <set>

#include <catch2/catch.hpp>

using namespace muniment;

TEST_CASE("one-time codes have the promised form and do not repeat") {
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        const auto code = storage::make_one_time_code();
        REQUIRE(code);
        CHECK(std::regex_match(*code, std::regex("[A-Za-z0-9][A-Za-z0-9_-]{7,}")));
        seen.insert(*code);
    }
    CHECK(seen.size() == 200);
}

TEST_CASE("the stored form knows its code and no other") {
    const std::string code = *storage::make_one_time_code();
    const std::string stored = storage::stored_form_of_code(code);
    CHECK(stored.find(code) == std::string::npos);
    CHECK(storage::is_code(code, stored));
    CHECK_FALSE(storage::is_code(code + "x", stored));
    CHECK_FALSE(storage::is_code("", stored));
    CHECK_FALSE(storage::is_code(code, ""));
    CHECK_FALSE(storage::is_code(stored, stored));
}
