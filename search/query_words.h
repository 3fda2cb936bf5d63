// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muniment::search {

/// The terms that stand one behind the other where a text says this. In scripts without spaces
/// those are pairs of characters, far rarer than characters.
[[nodiscard]] std::vector<std::string> query_words(std::string_view text);

}  // namespace muniment::search
