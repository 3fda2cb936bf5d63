// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time.h"

#include <cstdio>
#include <optional>

namespace muniment::core {
namespace {

constexpr Date first_date{std::chrono::year(1), std::chrono::January, std::chrono::day(1)};
constexpr Date last_date{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};

/// The number in `count` decimal digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

tl::unexpected<Error> not_an_instant(std::string_view text) {
    return fail(ErrorCode::invalid_argument, "'" + std::string(text) + "' is not a moment",
                "Write a date (2026-05-03) or a moment with its zone (2026-05-03T14:00:00Z).");
}

/// Minutes east of UTC written as `Z` or `+hh:mm`, or nothing.
std::optional<int> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
    const int hours = digits(text, 1, 2);
    const int minutes = digits(text, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return {};
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || year < 1 || month < 0 || day < 0) {
        return fail(ErrorCode::invalid_argument, "'" + std::string(text) + "' is not a date",
                    "Write it as year-month-day, for example 2026-05-03.");
    }
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) {
        return fail(ErrorCode::invalid_argument,
                    "the date " + std::string(text) + " does not exist in the calendar");
    }
    return date;
}

std::string render(Date date) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

Result<Instant> parse_instant(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') ||
        text[13] != ':' || text[16] != ':') {
        return not_an_instant(text);
    }
    MUNIMENT_TRY(const Date date, parse_date(text.substr(0, 10)));
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const auto offset = parse_offset(text.substr(19));
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 ||
        !offset) {
        return not_an_instant(text);
    }
    return std::chrono::sys_days(date) + std::chrono::hours(hour) +
           std::chrono::minutes(minute - *offset) + std::chrono::seconds(second);
}

std::string render(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss clock(instant - day);
    char buffer[16];
    std::snprintf(
        buffer, sizeof buffer, "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return render(Date(day)) + buffer;
}

Date months_after(Date date, int months) {
    const Date moved = date + std::chrono::months(months);
    if (moved >= last_date) return last_date;
    if (moved.ok()) return moved;
    return moved.year() / moved.month() / std::chrono::last;
}

bool is_plausible(const ResolvedDate& resolved) {
    // Without this the instant of the first or the last date could not be written.
    if (resolved.date <= first_date || resolved.date > last_date) return false;
    const auto distance = resolved.first_instant - std::chrono::sys_days(resolved.date);
    return distance >= -std::chrono::hours(15) && distance <= std::chrono::hours(14);
}

bool is_somewhere(Date date, Instant instant) {
    const auto distance = instant - std::chrono::sys_days(date);
    return distance >= -std::chrono::hours(15) && distance < std::chrono::hours(24 + 14);
}

}  // namespace muniment::core
