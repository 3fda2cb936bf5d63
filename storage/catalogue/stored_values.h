// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <Poco/Nullable.h>
#include <Poco/Types.h>

#include "core/ports/catalogue.h"

namespace muniment::storage {

// How values stand in the catalogue's columns: instants as UTC seconds, everything else as its
// usual text, and the empty text for nothing. Reading back what nobody wrote is data_corrupt.

[[nodiscard]] inline Poco::Int64 stored(core::Instant instant) {
    return instant.time_since_epoch().count();
}

[[nodiscard]] inline core::Instant instant_of(Poco::Int64 seconds) {
    return core::Instant(std::chrono::seconds(seconds));
}

[[nodiscard]] inline Poco::Nullable<Poco::Int64> stored(const std::optional<core::Instant>& at) {
    if (!at) return {};
    return Poco::Nullable<Poco::Int64>(stored(*at));
}

[[nodiscard]] inline std::string stored(const std::optional<core::Date>& date) {
    return date ? core::render(*date) : std::string();
}

[[nodiscard]] core::Error unreadable_catalogue();

/// What was parsed, or data_corrupt.
template <class T>
core::Result<T> known(core::Result<T> parsed) {
    if (!parsed) return core::fail(unreadable_catalogue());
    return parsed;
}

/// Nothing for the empty text, else what `parse` makes of it.
template <class Parse>
auto optional_of(const std::string& text, const Parse& parse)
    -> core::Result<std::optional<typename decltype(parse(text))::value_type>> {
    using Optional = std::optional<typename decltype(parse(text))::value_type>;
    if (text.empty()) return Optional();
    MUNIMENT_TRY(auto value, known(parse(text)));
    return Optional(std::move(value));
}

/// A person's id; the registrar's and the empty one too.
[[nodiscard]] core::Result<core::PersonId> stored_person(const std::string& text);

}  // namespace muniment::storage
