// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/site_time.h"

namespace muniment::cli {
namespace {

using core::Result;

constexpr std::size_t date_length = 10;

}  // namespace

Result<std::string> site_time(core::LibraryReader& reader, core::Instant at) {
    MUNIMENT_TRY(const auto* policy, reader.policy());
    return reader.ports().calendar.manifest(policy->time_zone, at);
}

Result<core::Instant> first_moment(core::LibraryReader& reader, const std::string& text) {
    if (text.size() != date_length) return core::parse_instant(text);
    MUNIMENT_TRY(const core::Date date, core::parse_date(text));
    MUNIMENT_TRY(const auto* policy, reader.policy());
    MUNIMENT_TRY(const auto resolved, reader.ports().calendar.resolve(policy->time_zone, date));
    return resolved.first_instant;
}

Result<std::optional<core::Instant>> optional_first_moment(core::LibraryReader& reader,
                                                           const std::string& text) {
    if (text.empty()) return std::optional<core::Instant>();
    MUNIMENT_TRY(const auto instant, first_moment(reader, text));
    return std::optional(instant);
}

Result<std::optional<core::Date>> optional_date(const std::string& text) {
    if (text.empty()) return std::optional<core::Date>();
    MUNIMENT_TRY(const auto date, core::parse_date(text));
    return std::optional(date);
}

Result<std::optional<core::Instant>> optional_moment(core::LibraryReader& reader,
                                                     const std::string& text) {
    if (text.empty()) return std::optional<core::Instant>();
    MUNIMENT_TRY(const auto instant, reader.moment(text));
    return std::optional(instant);
}

}  // namespace muniment::cli
