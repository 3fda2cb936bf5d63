// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::core;

TEST_CASE("a date is year-month-day and in the calendar") {
    for (const std::string text : {"2026-05-03", "2024-02-29", "0001-01-01", "9999-12-31"}) {
        CHECK(render(test::check_accepted(parse_date(text))) == text);
    }
    for (const std::string text :
         {"", "2026-5-3", "2026/05/03", "2026-05-03 ", " 2026-05-03", "26-05-03", "2026-13-01",
          "2026-00-01", "2026-02-29", "2026-04-31", "2026-01-00", "0000-01-01", "2026-05-0x",
          "２０２６-05-03", "+026-05-03", "2026-05-033", "20260503"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text).has_value());
    }
}

TEST_CASE("an instant names its zone and is kept in UTC") {
    const std::vector<std::pair<std::string, std::string>> same{
        {"2026-05-03T14:00:00Z", "2026-05-03T14:00:00Z"},
        {"2026-05-03t14:00:00z", "2026-05-03T14:00:00Z"},
        {"2026-05-03 14:00:00Z", "2026-05-03T14:00:00Z"},
        {"2026-05-03T01:30:00+02:00", "2026-05-02T23:30:00Z"},
        {"2026-12-31T23:30:00-05:00", "2027-01-01T04:30:00Z"},
        {"2024-02-29T23:59:59+00:00", "2024-02-29T23:59:59Z"}};
    for (const auto& [text, utc] : same) {
        CHECK(render(test::check_accepted(parse_instant(text))) == utc);
    }
    for (const std::string text :
         {"", "2026-05-03", "2026-05-03T14:00:00", "2026-05-03T14:00Z", "2026-05-03T24:00:00Z",
          "2026-05-03T14:60:00Z", "2026-05-03T23:59:60Z", "2026-02-30T00:00:00Z",
          "2026-05-03T14:00:00+2:00", "2026-05-03T14:00:00+0200", "2026-05-03T14:00:00.5Z",
          "2026-05-03T14:00:00+24:00", "2026-05-03T14:00:00Z ", "2026-05-03x14:00:00Z"}) {
        INFO(text);
        CHECK_FALSE(parse_instant(text).has_value());
    }
}

TEST_CASE("months later is the same day, or the month's last") {
    const std::vector<std::tuple<std::string, int, std::string>> rows{
        {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"},
        {"2026-08-31", 24, "2028-08-31"}, {"2024-02-29", 12, "2025-02-28"},
        {"2026-11-15", 3, "2027-02-15"},  {"2026-11-15", 0, "2026-11-15"},
        {"9999-12-01", 1, "9999-12-31"},  {"9950-01-01", 1200, "9999-12-31"}};
    for (const auto& [date, months, later] : rows) {
        CHECK(render(months_after(test::date(date), months)) == later);
    }
}

TEST_CASE("what is rendered is parsed again") {
    CHECK(rc::check("instants and dates", [] {
        const auto seconds = *rc::gen::inRange<std::int64_t>(-62135596800, 253402300800);
        const Instant instant{std::chrono::seconds(seconds)};
        RC_ASSERT(parse_instant(render(instant)).value() == instant);
        const Date date(std::chrono::floor<std::chrono::days>(instant));
        RC_ASSERT(parse_date(render(date)).value() == date);
        const auto shift = *rc::gen::inRange(-20, 20);
        const ResolvedDate resolved{date, std::chrono::sys_days(date) + std::chrono::hours(shift)};
        if (!is_plausible(resolved)) return;
        RC_ASSERT(shift >= -15 && shift <= 14);
        RC_ASSERT(parse_instant(render(resolved.first_instant)).value() == resolved.first_instant);
    }));
}

TEST_CASE("an instant belongs to a date only where some zone can have it so") {
    const auto day = test::date("2026-05-03");
    CHECK(is_plausible({day, test::instant("2026-05-02T10:00:00Z")}));  // UTC+14
    CHECK(is_plausible({day, test::instant("2026-05-03T12:00:00Z")}));  // UTC-12
    CHECK_FALSE(is_plausible({day, test::instant("2026-05-02T08:00:00Z")}));
    CHECK_FALSE(is_plausible({day, test::instant("2026-05-03T15:00:00Z")}));
    CHECK(is_somewhere(day, test::instant("2026-05-02T10:00:00Z")));
    CHECK(is_somewhere(day, test::instant("2026-05-04T11:59:59Z")));
    CHECK_FALSE(is_somewhere(day, test::instant("2026-05-04T15:00:00Z")));
    CHECK_FALSE(is_somewhere(day, test::instant("2026-05-02T08:00:00Z")));
}
