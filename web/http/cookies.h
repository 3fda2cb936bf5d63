// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muniment::web::http {

/// The pairs of a Cookie header in their order. What is not `name=value` is passed over: cookies of
/// other programs on the same host must not lock anybody out.
class Cookies {
  public:
    Cookies() = default;
    explicit Cookies(std::string_view header);
    /// The only value of that name. Null when there is none, and also when there are several: then
    /// somebody else on the host has set one too, and which is ours cannot be told.
    [[nodiscard]] const std::string* find(std::string_view name) const;

  private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

}  // namespace muniment::web::http
