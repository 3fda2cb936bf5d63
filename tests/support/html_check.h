// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muniment::test {

/// A tag as it stands in HTML; values are decoded (entities).
struct HtmlTag {
    std::string name;
    bool closing = false;
    std::vector<std::pair<std::string, std::string>> attributes;
};

/// The tags of HTML that keeps to a strict form: each `<` begins `<name attr="value" ...>` or
/// `</name>`. Whatever breaks the form is added to `faults`.
[[nodiscard]] std::vector<HtmlTag> tags_of(std::string_view html, std::vector<std::string>& faults);

/// What a hostile document must not bring into a page: a sentence for each thing found. Also
/// reports tags that do not close in order.
[[nodiscard]] std::vector<std::string> html_faults(std::string_view html);

}  // namespace muniment::test
