// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include "cli/streams.h"
#include "core/library_writer.h"

namespace muniment::cli {

// What `--json` prints: docs/schemas/ has a schema for each command, and docs/cli.md says what
// holds for all. Absent is null, dates are YYYY-MM-DD, instants RFC 3339 with Z.

using JsonObject = Poco::JSON::Object;
using JsonArray = Poco::JSON::Array;
using JsonValue = Poco::Dynamic::Var;

/// An object that keeps the order of its keys.
[[nodiscard]] JsonObject json_object();
/// The outermost object: it begins with the schema's number.
[[nodiscard]] JsonObject json_answer();
void print_json(const Streams& streams, const JsonObject& answer);

/// Text, or null when it is empty.
[[nodiscard]] JsonValue json_text(const std::string& text);
[[nodiscard]] JsonValue json_instant(const std::optional<core::Instant>& instant);
[[nodiscard]] JsonValue json_date(const std::optional<core::Date>& date);

template <class Values>
[[nodiscard]] JsonArray json_texts(const Values& values) {
    JsonArray array;
    for (const auto& value : values) array.add(std::string(value));
    return array;
}

[[nodiscard]] JsonObject json_signature(const core::Signature& signature);
[[nodiscard]] JsonObject json_metadata(const core::Metadata& metadata);
[[nodiscard]] JsonObject json_done(const core::Done& done);

}  // namespace muniment::cli
