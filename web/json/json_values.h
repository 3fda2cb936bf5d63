// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include "core/library_writer.h"

namespace muniment::web {

// What `--json` prints and the API answers: docs/schemas/ has a schema for each, and docs/cli.md
// says what holds for all. Absent is null, dates are YYYY-MM-DD, instants RFC 3339 with Z.

using JsonObject = Poco::JSON::Object;
using JsonArray = Poco::JSON::Array;
using JsonValue = Poco::Dynamic::Var;

/// An object that keeps the order of its keys.
[[nodiscard]] JsonObject json_object();
/// The outermost object: it begins with the schema's number.
[[nodiscard]] JsonObject json_answer();
/// As text, indented, with a line feed at its end.
[[nodiscard]] std::string json_rendered(const JsonObject& answer);

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
/// The answer to acts: `done[]`.
[[nodiscard]] JsonObject json_done_answer(const std::vector<core::Done>& done);
/// A revision with all but its text: the outermost object of `show`.
[[nodiscard]] JsonObject json_revision(const core::RevisionView& view);
/// Adds the text itself; null for a file that is not text.
void set_master(JsonObject& answer, const core::File& master);
/// Rows of `list`, `history` and `search`.
[[nodiscard]] JsonObject json_document(const core::DocumentRow& row);
[[nodiscard]] JsonObject json_event(const core::TrailRow& row);
[[nodiscard]] JsonObject json_hit(const core::SearchHit& hit);
/// A snippet without the marks around what was found.
[[nodiscard]] std::string without_marks(std::string snippet);

}  // namespace muniment::web
