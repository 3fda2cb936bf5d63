// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::core {

/// The document's own idea of its title: `title` or `name` of the front matter, else the first
/// heading, on one line; empty if it has none. invalid_argument as render_markdown.
[[nodiscard]] Result<std::string> title_of_document(std::string_view bytes);

/// What the document says, a line for each block, without markup and front matter; for search
/// and snippets. invalid_argument as render_markdown.
[[nodiscard]] Result<std::string> plain_text_of(std::string_view bytes);

}  // namespace muniment::core
