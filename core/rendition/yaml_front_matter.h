// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "core/rendition/front_matter.h"

namespace muniment::core {

/// Bytes of the key with which a line `key: value` begins (a plain word of letters, digits, `_`,
/// `-`, `.`), or 0 if it does not begin so.
[[nodiscard]] std::size_t yaml_key_length(std::string_view line);

/// Reads the simple top-level keys of YAML, line by line; `first_line` is the line of the file at
/// which the text begins, for the problems. Bounded by the size of the text.
[[nodiscard]] FrontMatterFields read_yaml_front_matter(std::string_view text,
                                                       std::size_t first_line);

}  // namespace muniment::core
