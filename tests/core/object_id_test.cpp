// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/object_id.h"

#include <catch2/catch.hpp>

using namespace muniment::core;

TEST_CASE("an object id is parsed strictly and rendered as it was") {
    const std::string text = "0123456789abcdef0123456789abcdef01234567";
    const auto id = ObjectId::parse(text);
    REQUIRE(id);
    CHECK(id->hex() == text);
    CHECK_FALSE(id->is_none());
    CHECK(*id == *ObjectId::parse(text));
    CHECK(ObjectId() < *id);
}

TEST_CASE("what is not an object id is refused") {
    const std::string text = GENERATE(
        "", "0123", "0123456789ABCDEF0123456789abcdef01234567",
        "0123456789abcdef0123456789abcdef012345678", "g123456789abcdef0123456789abcdef01234567",
        " 123456789abcdef0123456789abcdef01234567", "0000000000000000000000000000000000000000");
    const auto id = ObjectId::parse(text);
    REQUIRE_FALSE(id);
    CHECK(id.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("a default object id is none") {
    CHECK(ObjectId().is_none());
}
