// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/rendition/front_matter.h"

namespace muniment::core {

/// The strings, numbers, dates and lists of strings of the top level, as written.
[[nodiscard]] FrontMatterFields read_toml_front_matter(std::string_view text);

}  // namespace muniment::core
