// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muniment::test {

/// What no page of Muniment holds, whatever strangers wrote into it: a sentence for each element,
/// attribute or address that its own templates and the rendition never make.
[[nodiscard]] std::vector<std::string> page_faults(std::string_view html);

}  // namespace muniment::test
