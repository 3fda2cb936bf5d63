// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace muniment::core;
using Parts = std::vector<std::string>;

TEST_CASE("well-formed UTF-8 is told from what only looks like it") {
    for (const std::string good : {"", "a", "ż", "€", "😀", "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF"}) {
        CHECK(is_utf8(good));
    }
    for (const std::string bad : {"\x80", "\xC0\xAF", "\xC1\x81", "\xC3", "\xE0\x80\xAF",
                                  "\xED\xA0\x80", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80",
                                  "\xF5\x80\x80\x80", "\xFF", "a\xE2\x82", "\xE2\x28\xA1"}) {
        CHECK_FALSE(is_utf8(bad));
        CHECK_FALSE(is_single_line(bad));
    }
    CHECK(character_count("żółć €😀") == 7);
}

TEST_CASE("a line holds nothing that breaks it or makes it lie") {
    for (const std::string good : {"", "Sprzątanie, część 2", "مرحبا", "tab-free", "a\xC2\xA0z"}) {
        CHECK(is_single_line(good));
    }
    for (const std::string bad : {"a\nb", "a\rb", "a\tb", "\x1b[0m", "\x7f", "\xC2\x85",
                                  "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
        CHECK_FALSE(is_single_line(bad));
    }
    CHECK_FALSE(is_single_line(std::string("a\0b", 3)));
}

TEST_CASE("trimming, splitting and joining") {
    CHECK(trimmed(" \t\r\na b\n ") == "a b");
    CHECK(trimmed(" \n ").empty());
    CHECK(split("", ',').empty());
    CHECK(split("a", ',') == Parts{"a"});
    CHECK(split("a,,b", ',') == Parts{"a", "", "b"});
    CHECK(split("a,", ',') == Parts{"a", ""});
    CHECK(split(",", ',') == Parts{"", ""});
    CHECK(join({"a", "", "b"}, ", ") == "a, , b");
    CHECK(join({}, ", ").empty());
}

TEST_CASE("split undoes join, and distances are those of words") {
    CHECK(rc::check("split and join", [] {
        const auto part = rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));
        const auto parts = *rc::gen::nonEmpty(rc::gen::container<Parts>(part));
        RC_PRE(parts.size() > 1U || !parts[0].empty());
        RC_ASSERT(split(join(parts, ","), ',') == parts);
    }));
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("SOP", "") == 3);
    CHECK(edit_distance("", "SOP") == 3);
}
