// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index_format.h"

#include <cmath>
#include <limits>

namespace muniment::search {

std::string instant_value(core::Instant instant) {
    return Xapian::sortable_serialise(static_cast<double>(instant.time_since_epoch().count()));
}

std::string never_value() {
    return Xapian::sortable_serialise(std::numeric_limits<double>::infinity());
}

std::optional<core::Instant> instant_of(const std::string& value) {
    const double seconds = Xapian::sortable_unserialise(value);
    if (!std::isfinite(seconds)) return {};
    return core::Instant(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

std::string unique_term(const core::Identifier& id, const core::RevisionLabel& revision) {
    return "Q" + id.text() + "/" + revision.text();
}

}  // namespace muniment::search
