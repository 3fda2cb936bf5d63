// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::core {

/// A moment, UTC, in whole seconds. What is shown to people is converted outside core.
using Instant = std::chrono::sys_seconds;

/// A calendar date in the site's time zone.
using Date = std::chrono::year_month_day;

/// "2026-05-03"; invalid_argument for another form or a date that does not exist.
[[nodiscard]] Result<Date> parse_date(std::string_view text);
[[nodiscard]] std::string render(Date date);

/// RFC 3339 with `Z` or an offset; invalid_argument otherwise. Rendered with `Z`.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);
[[nodiscard]] std::string render(Instant instant);

/// The same day of the month so many months later, or that month's last day; never later than
/// the last date that can be written, 9999-12-31.
[[nodiscard]] Date months_after(Date date, int months);

/// An effective date and the first instant of it in the site's time zone. The instant is recorded
/// with the event, so new zone data never re-decides the past.
struct ResolvedDate {
    Date date{};
    Instant first_instant{};

    bool operator==(const ResolvedDate&) const = default;
};

/// Whether some time zone on Earth begins this date at this instant (UTC-12 to UTC+14, and an
/// hour for summer time): all that can be checked without a zone database.
[[nodiscard]] bool is_plausible(const ResolvedDate& resolved);

/// Whether it is this date somewhere on Earth at the instant.
[[nodiscard]] bool is_somewhere(Date date, Instant instant);

}  // namespace muniment::core
