// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/result.h"

namespace muniment::core {

/// Refuses (invalid_argument) Markdown on which cmark-gfm's work would grow with the square of the
/// size: tables thousands of columns wide or mostly of missing cells, delimiter rows below
/// thousands of lines, pictures' openings before thousands of links, addresses with thousands of
/// closing brackets. Nothing that people write comes near. Linear in the size.
[[nodiscard]] Status check_intricacy(std::string_view markdown);

}  // namespace muniment::core
