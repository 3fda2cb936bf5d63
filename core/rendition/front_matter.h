// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muniment::core {

enum class FrontMatterFormat { none, yaml, toml };

/// A document's bytes, told apart and not changed. The views point into the given bytes.
struct SplitDocument {
    FrontMatterFormat format = FrontMatterFormat::none;
    std::string_view front_matter;      ///< between the fences, without them
    std::string_view body;              ///< what is rendered; without a byte-order mark
    std::size_t front_matter_line = 1;  ///< line of the file at which `front_matter` begins, from 1
    std::size_t body_line = 1;          ///< line of the file at which `body` begins, from 1
};

/// Finds front matter at the very top, after a byte-order mark if there is one: YAML between
/// `---` and `---` or `...`, TOML between `+++` lines, or YAML keys without an opening line up to
/// `---`. What is not certainly front matter is body, for hiding text from a reader is worse than
/// showing some keys. Linear in the size; never fails. `bytes` must outlive the result.
[[nodiscard]] SplitDocument split_document(std::string_view bytes);

/// One key of the top level: a scalar (one value) or a list of scalars, each as written.
struct FrontMatterField {
    std::string key;
    std::vector<std::string> values;
    bool is_list = false;

    bool operator==(const FrontMatterField&) const = default;
};

/// The simple keys of front matter, in their order, and for a person what was passed over.
struct FrontMatterFields {
    std::vector<FrontMatterField> fields;
    std::vector<std::string> problems;

    /// The field of that key, compared without regard to ASCII case; null if there is none.
    [[nodiscard]] const FrontMatterField* find(std::string_view key) const;
    /// The value of a scalar key.
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    /// The values of a list, or a scalar as a list of one; empty without that key.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
};

/// Reads the simple top-level keys. Values are never typed: `no` stays "no" and 1.10 "1.10".
/// Nested values, block texts, anchors and tags are passed over without being expanded; of a
/// repeated key the first counts and a problem is reported, as it is for TOML that does not parse.
[[nodiscard]] FrontMatterFields read_front_matter(const SplitDocument& document);

}  // namespace muniment::core
