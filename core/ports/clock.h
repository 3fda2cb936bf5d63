// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/time.h"

namespace muniment::core {

/// The server's UTC clock. Thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The one place that knows time zones. Thread-safe.
class Calendar {
  public:
    virtual ~Calendar() = default;

    /// A date and its first existing instant in the zone. invalid_argument for an unknown zone, and
    /// for a day that the zone skips.
    [[nodiscard]] virtual Result<ResolvedDate> resolve(std::string_view zone, Date date) const = 0;

    /// The date that the zone's clocks show. invalid_argument for an unknown zone.
    [[nodiscard]] virtual Result<Date> local_date(std::string_view zone, Instant at) const = 0;

    /// "28 Apr 2026 14:02 CEST". invalid_argument for an unknown zone.
    [[nodiscard]] virtual Result<std::string> manifest(std::string_view zone, Instant at) const = 0;
};

}  // namespace muniment::core
