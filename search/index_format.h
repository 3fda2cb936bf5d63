// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <xapian.h>

#include "core/ports/search_index.h"

namespace muniment::search {

/// What is written into a Xapian database. Another number for every change to terms, values or
/// data: an index of another schema is rebuilt.
inline constexpr const char* schema_version = "1";
inline constexpr const char* schema_key = "muniment.schema";
inline constexpr const char* applied_key = "muniment.applied";

/// Value slots of a revision's document.
inline constexpr Xapian::valueno start_slot = 0;  ///< first second in force; `never` without one
inline constexpr Xapian::valueno end_slot = 1;    ///< first second no longer in force, or `never`
inline constexpr Xapian::valueno order_slot = 2;  ///< identifier and revision: the order of ties

/// Instants as values that sort like the instants.
[[nodiscard]] std::string instant_value(core::Instant instant);
[[nodiscard]] std::string never_value();

/// The instant of a value; nothing for `never`.
[[nodiscard]] std::optional<core::Instant> instant_of(const std::string& value);

/// The term that only this revision has.
[[nodiscard]] std::string unique_term(const core::Identifier& id,
                                      const core::RevisionLabel& revision);

}  // namespace muniment::search
