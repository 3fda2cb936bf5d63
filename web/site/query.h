// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "web/http/parameters.h"

namespace muniment::web {

/// The parameters of a page, checked: known ones only, each once, on one line and not too long. One
/// without a value counts as absent, for forms send their empty fields too.
class Query {
  public:
    static constexpr std::size_t longest_value = 1000;  ///< bytes

    /// Errors: invalid_argument, naming the parameter.
    [[nodiscard]] static core::Result<Query> check(const http::Parameters& parameters,
                                                   std::initializer_list<std::string_view> known);

    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    [[nodiscard]] std::string get(std::string_view name) const { return find(name).value_or(""); }

    /// `page=3`: 1 when absent. Error: invalid_argument unless it is a number from 1 to 100000.
    [[nodiscard]] core::Result<std::size_t> page() const;

    /// `?a=b&c=d` of what there is, with these parameters changed; an empty value leaves one out.
    [[nodiscard]] std::string with(
        std::initializer_list<std::pair<std::string_view, std::string>> changes) const;

  private:
    std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace muniment::web
