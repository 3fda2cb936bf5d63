// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.h"

namespace muniment::storage {

/// One value of a flat record: text, a list of texts, or a whole number.
using JsonValue = std::variant<std::string, std::vector<std::string>, std::int64_t>;

/// An object of texts, lists of texts and whole numbers. Members that are null are left out.
using JsonRecord = std::map<std::string, JsonValue>;

/// Reads one flat JSON object, and nothing deeper. Errors: invalid_argument (no JSON, no object, a
/// member twice, other values, a NUL character).
[[nodiscard]] core::Result<JsonRecord> parse_json_record(std::string_view json);

}  // namespace muniment::storage
