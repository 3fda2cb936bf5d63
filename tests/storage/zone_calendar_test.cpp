// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/zone_calendar.h"

#include <catch2/catch.hpp>

#include "storage/system_clock.h"

using namespace muniment;
using core::ErrorCode;

namespace {

const storage::ZoneCalendar calendar;

core::Date day(const std::string& text) {
    return core::parse_date(text).value();
}

core::Instant instant(const std::string& text) {
    return core::parse_instant(text).value();
}

std::string first_instant(const std::string& zone, const std::string& date) {
    const auto resolved = calendar.resolve(zone, day(date));
    REQUIRE(resolved);
    CHECK(resolved->date == day(date));
    return core::render(resolved->first_instant);
}

}  // namespace

TEST_CASE("a date begins at midnight of its zone, in summer and winter time") {
    CHECK(first_instant("UTC", "2026-05-03") == "2026-05-03T00:00:00Z");
    CHECK(first_instant("Europe/Warsaw", "2026-01-15") == "2026-01-14T23:00:00Z");
    CHECK(first_instant("Europe/Warsaw", "2026-07-15") == "2026-07-14T22:00:00Z");
    // The days on which the clocks change, and the days after them.
    CHECK(first_instant("Europe/Warsaw", "2026-03-29") == "2026-03-28T23:00:00Z");
    CHECK(first_instant("Europe/Warsaw", "2026-03-30") == "2026-03-29T22:00:00Z");
    CHECK(first_instant("Europe/Warsaw", "2026-10-25") == "2026-10-24T22:00:00Z");
    CHECK(first_instant("Europe/Warsaw", "2026-10-26") == "2026-10-25T23:00:00Z");
    CHECK(first_instant("Asia/Kathmandu", "2026-05-03") == "2026-05-02T18:15:00Z");
}

TEST_CASE("a day without a midnight begins after the jump") {
    CHECK(first_instant("America/Sao_Paulo", "2018-11-04") == "2018-11-04T03:00:00Z");
    CHECK(first_instant("America/Sao_Paulo", "2018-11-03") == "2018-11-03T03:00:00Z");
    CHECK(first_instant("Asia/Beirut", "2022-03-27") == "2022-03-26T22:00:00Z");
    CHECK(first_instant("Asia/Beirut", "2022-03-26") == "2022-03-25T22:00:00Z");
}

TEST_CASE("a midnight that comes twice counts the first time") {
    CHECK(first_instant("America/Havana", "2026-11-01") == "2026-11-01T04:00:00Z");
    // The clock goes back just at midnight, to the evening before: that midnight comes once.
    CHECK(first_instant("America/Sao_Paulo", "2018-02-18") == "2018-02-18T03:00:00Z");
}

TEST_CASE("a day that the zone skipped is refused by its name") {
    const auto skipped = calendar.resolve("Pacific/Apia", day("2011-12-30"));
    REQUIRE_FALSE(skipped);
    CHECK(skipped.error().code == ErrorCode::invalid_argument);
    CHECK(skipped.error().message.find("2011-12-30") != std::string::npos);
    CHECK(skipped.error().message.find("Pacific/Apia") != std::string::npos);
    CHECK(first_instant("Pacific/Apia", "2011-12-29") == "2011-12-29T10:00:00Z");
    CHECK(first_instant("Pacific/Apia", "2011-12-31") == "2011-12-30T10:00:00Z");
}

TEST_CASE("each first instant is of its date, and the second before it is not") {
    const std::string zone = GENERATE("Europe/Warsaw", "America/Sao_Paulo", "Asia/Beirut",
                                      "America/Havana", "Pacific/Kiritimati", "Etc/GMT+12");
    for (std::chrono::sys_days date = day("2016-01-01"); date < day("2020-01-01");
         date += std::chrono::days(1)) {
        const auto resolved = calendar.resolve(zone, core::Date(date));
        REQUIRE(resolved);
        CHECK(calendar.local_date(zone, resolved->first_instant) == core::Date(date));
        CHECK(calendar.local_date(zone, resolved->first_instant - std::chrono::seconds(1)) ==
              core::Date(date - std::chrono::days(1)));
        CHECK(core::is_plausible(*resolved));
    }
}

TEST_CASE("an unknown zone and an impossible date are invalid") {
    const std::string zone = GENERATE("", "Mars/Olympus", "../../etc/passwd", "europe/warsaw");
    CHECK(calendar.resolve(zone, day("2026-01-01")).error().code == ErrorCode::invalid_argument);
    CHECK(calendar.local_date(zone, core::Instant()).error().code == ErrorCode::invalid_argument);
    CHECK(calendar.manifest(zone, core::Instant()).error().code == ErrorCode::invalid_argument);
    using namespace std::chrono;
    CHECK(calendar.resolve("UTC", year(2026) / February / 30).error().code ==
          ErrorCode::invalid_argument);
}

TEST_CASE("a manifestation names the zone's time") {
    const core::Instant at = instant("2026-04-28T12:02:59Z");
    CHECK(calendar.manifest("Europe/Warsaw", at) == "28 Apr 2026 14:02 CEST");
    CHECK(calendar.manifest("UTC", at) == "28 Apr 2026 12:02 UTC");
    CHECK(calendar.manifest("America/Sao_Paulo", at) == "28 Apr 2026 09:02 UTC-03");
    CHECK(calendar.manifest("Asia/Kathmandu", at) == "28 Apr 2026 17:47 UTC+0545");
    CHECK(calendar.manifest("Europe/Warsaw", instant("2026-01-02T23:30:00Z")) ==
          "3 Jan 2026 00:30 CET");
}

TEST_CASE("the machine's clock counts whole seconds and does not go far wrong") {
    const storage::SystemClock clock;
    const core::Instant first = clock.now();
    CHECK(first > instant("2025-01-01T00:00:00Z"));
    CHECK(clock.now() >= first);
}
