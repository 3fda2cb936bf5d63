// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace muniment::core {

/// The anchor that a heading with this text asks for: `s-` (so that it cannot hide a name of the
/// page), then letters and digits of any script in lower case (ASCII and Latin), other
/// characters as single hyphens. At most 120 bytes; "s-section" if nothing remains.
[[nodiscard]] std::string anchor_for(std::string_view heading);

/// Hands out anchors, each once: "s-scope", "s-scope-2", "s-scope-3". Amortised linear.
class AnchorMaker {
  public:
    [[nodiscard]] std::string make(std::string_view heading);

  private:
    std::unordered_set<std::string> taken_;
    std::unordered_map<std::string, std::size_t> last_number_;
};

}  // namespace muniment::core
