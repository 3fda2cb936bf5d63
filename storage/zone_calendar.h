// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/clock.h"

namespace muniment::storage {

/// Time zones as the system's tzdata describes them, by their IANA names ("Europe/Warsaw"). It is
/// read once for the process, at the first call. Thread-safe. Errors: invalid_argument as the port
/// says; unavailable when the system has no tzdata.
class ZoneCalendar : public core::Calendar {
  public:
    /// A day whose midnight the zone's clocks jump over begins right after the jump.
    [[nodiscard]] core::Result<core::ResolvedDate> resolve(std::string_view zone,
                                                           core::Date date) const override;

    [[nodiscard]] core::Result<core::Date> local_date(std::string_view zone,
                                                      core::Instant at) const override;

    /// English and independent of the locale. Where a zone has no letters of its own, its distance
    /// from UTC stands in their place: "3 May 2026 09:00 UTC-03".
    [[nodiscard]] core::Result<std::string> manifest(std::string_view zone,
                                                     core::Instant at) const override;
};

}  // namespace muniment::storage
