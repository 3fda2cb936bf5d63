// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace muniment::web::http {

/// Names and values of a query string or of a form, in their order.
class Parameters {
  public:
    void add(std::string name, std::string value);
    /// The first value, or null; valid until the next change.
    [[nodiscard]] const std::string* find(std::string_view name) const;
    /// The first value, or `otherwise`.
    [[nodiscard]] std::string get(std::string_view name, std::string_view otherwise = {}) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& entries() const {
        return entries_;
    }

  private:
    std::vector<std::pair<std::string, std::string>> entries_;
};

inline constexpr std::size_t max_parameters = 1000;

/// `a=1&b=two+words`: a query string or an application/x-www-form-urlencoded body. Errors:
/// invalid_argument for bad percent signs, text that is not UTF-8, more than `max_parameters`.
[[nodiscard]] core::Result<Parameters> parse_parameters(std::string_view text);

}  // namespace muniment::web::http
