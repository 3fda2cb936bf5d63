// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review_due.h"

namespace muniment::core {

Result<Date> day_asked_about(LibraryReader& reader, std::optional<Instant> as_of) {
    MUNIMENT_TRY(const auto* rules, reader.policy());
    return reader.ports().calendar.local_date(rules->time_zone, as_of.value_or(reader.now()));
}

}  // namespace muniment::core
