// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace muniment::core {

/// Appends `text` so that it is text in HTML, and in a double-quoted attribute too.
void append_html_escaped(std::string& out, std::string_view text);

/// Appends an address for a double-quoted attribute: bytes that an address may not hold are
/// percent-encoded, an existing `%` stays.
void append_href_escaped(std::string& out, std::string_view address);

}  // namespace muniment::core
