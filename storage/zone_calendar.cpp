// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/zone_calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <utility>

#include <date/tz.h>

namespace muniment::storage {

namespace {

using core::Date;
using core::ErrorCode;
using core::Instant;
using std::chrono::seconds;

core::Result<const date::tzdb*> zones() {
    try {
        return &date::get_tzdb();
    } catch (const std::runtime_error& error) {
        return core::fail(ErrorCode::unavailable,
                          std::string("the system's time zones cannot be read: ") + error.what(),
                          "Install the package tzdata.");
    }
}

/// By hand, because Debian's library lacks the locate_zone() that its header declares for C++17.
core::Result<const date::time_zone*> find_zone(std::string_view name) {
    MUNIMENT_TRY(const date::tzdb* const known, zones());
    const auto found = std::lower_bound(
        known->zones.begin(), known->zones.end(), name,
        [](const date::time_zone& zone, std::string_view wanted) { return zone.name() < wanted; });
    if (found == known->zones.end() || found->name() != name) {
        return core::fail(ErrorCode::invalid_argument,
                          "there is no time zone \"" + std::string(name) + "\"",
                          "Name a zone of the IANA database, such as Europe/Warsaw or UTC.");
    }
    return &*found;
}

/// A zone's file is read when the zone is first asked, and that can fail too.
template <class Ask>
auto ask(std::string_view zone, const Ask& question)
    -> core::Result<decltype(question(std::declval<const date::time_zone&>()))> {
    MUNIMENT_TRY(const date::time_zone* const found, find_zone(zone));
    try {
        return question(*found);
    } catch (const std::runtime_error& error) {
        return core::fail(ErrorCode::unavailable,
                          "the time zone " + std::string(zone) + " cannot be read: " + error.what(),
                          "Install the package tzdata again.");
    }
}

/// What the zone's clocks show at the instant, as if it were UTC.
Instant shown(Instant at, const date::sys_info& info) {
    return at + info.offset;
}

Date day_of(Instant shown) {
    return {std::chrono::floor<std::chrono::days>(shown)};
}

/// The first instant at which the clocks show at least this midnight.
Instant first_from(const date::time_zone& zone, Instant midnight) {
    const auto info = zone.get_info(date::local_seconds(midnight.time_since_epoch()));
    if (info.result == date::local_info::nonexistent) return info.first.end;
    return midnight - info.first.offset;  // of two, the first is the earlier
}

std::string letters(const date::sys_info& info) {
    const bool is_number = info.abbrev.starts_with('+') || info.abbrev.starts_with('-');
    return (is_number ? "UTC" : "") + info.abbrev;
}

std::string rendered(Instant at, const date::sys_info& info) {
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date day = day_of(shown(at, info));
    const std::chrono::hh_mm_ss time(shown(at, info) - std::chrono::sys_days(day));
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), "%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    return std::to_string(static_cast<unsigned>(day.day())) + " " +
           months.at(static_cast<unsigned>(day.month()) - 1) + " " +
           std::to_string(static_cast<int>(day.year())) + " " + clock.data() + " " + letters(info);
}

}  // namespace

core::Result<core::ResolvedDate> ZoneCalendar::resolve(std::string_view zone, Date date) const {
    if (!date.ok()) return core::fail(ErrorCode::invalid_argument, "there is no such date");
    const Instant midnight = std::chrono::sys_days(date);
    MUNIMENT_TRY(const Instant first, ask(zone, [&](const date::time_zone& found) {
                     return first_from(found, midnight);
                 }));
    MUNIMENT_TRY(const Date first_day, local_date(zone, first));
    if (first_day != date) {
        return core::fail(ErrorCode::invalid_argument,
                          "the day " + core::render(date) + " does not exist in the time zone " +
                              std::string(zone),
                          "Choose the day before or after it.");
    }
    return core::ResolvedDate{date, first};
}

core::Result<Date> ZoneCalendar::local_date(std::string_view zone, Instant at) const {
    return ask(zone,
               [&](const date::time_zone& found) { return day_of(shown(at, found.get_info(at))); });
}

core::Result<std::string> ZoneCalendar::manifest(std::string_view zone, Instant at) const {
    return ask(zone,
               [&](const date::time_zone& found) { return rendered(at, found.get_info(at)); });
}

}  // namespace muniment::storage
