// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/library_reader.h"

namespace muniment::cli {

/// An instant for people, in the site's time zone: "28 Apr 2026 14:02 CEST".
[[nodiscard]] core::Result<std::string> site_time(core::LibraryReader& reader, core::Instant at);

/// The first instant that is meant: a date's first in the site zone, or the instant itself.
[[nodiscard]] core::Result<core::Instant> first_moment(core::LibraryReader& reader,
                                                       const std::string& text);

/// The same of an option, or nothing when it was not given.
[[nodiscard]] core::Result<std::optional<core::Instant>> optional_first_moment(
    core::LibraryReader& reader, const std::string& text);

/// The date of an option, or nothing when it was not given.
[[nodiscard]] core::Result<std::optional<core::Date>> optional_date(const std::string& text);

/// An instant of an option (a date's last in the site zone), or nothing.
[[nodiscard]] core::Result<std::optional<core::Instant>> optional_moment(
    core::LibraryReader& reader, const std::string& text);

}  // namespace muniment::cli
