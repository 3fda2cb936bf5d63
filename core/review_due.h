// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library_reader.h"

namespace muniment::core {

/// The day that an answer speaks of: of the moment asked about, in the site's time zone, else
/// today.
[[nodiscard]] Result<Date> day_asked_about(LibraryReader& reader, std::optional<Instant> as_of);

/// Whether the periodic review of what is in force was due before this day. `day` is
/// that of day_asked_about. What is no longer in force needs no review.
[[nodiscard]] inline bool is_review_overdue(const DocumentRow& row, Date day) {
    return row.state == RevisionState::effective && row.review_due && *row.review_due < day;
}

}  // namespace muniment::core
