// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "web/site/call.h"

namespace muniment::web {

/// What a search found.
struct SearchPage {
    Query query;
    core::SearchAnswer answer;
    std::size_t page = 1;
    std::size_t others = 0;  ///< found besides, in revisions that are not in force
};

inline constexpr std::size_t hits_on_a_page = 20;

/// Template `search`. Pure.
[[nodiscard]] Data search_data(const Wording& wording, const SearchPage& page);

/// A snippet as HTML: everything escaped, the words found in <mark>. Pure.
[[nodiscard]] std::string snippet_html(const std::string& snippet);

/// `/search?q=&all_states=&as-of=`.
[[nodiscard]] core::Result<http::Response> search_page(Call& call);

}  // namespace muniment::web
