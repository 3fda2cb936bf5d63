// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "web/site/call.h"

namespace muniment::web {

/// The master list as asked for.
struct ListPage {
    Query query;
    std::vector<core::DocumentRow> rows;  ///< all that match, in order
    std::vector<std::string> departments;
    std::vector<std::pair<std::string, std::string>> types;  ///< code and name
    std::map<core::PersonId, std::string> owner_names;       ///< of the rows on the page
    std::size_t page = 1;
    core::Date day{};  ///< that the rows speak of
};

inline constexpr std::size_t rows_on_a_page = 100;

/// Template `documents`. Pure.
[[nodiscard]] Data list_data(const Wording& wording, const ListPage& page);

/// Comma-separated values, one line a document, for spreadsheets: no cell is taken for a formula.
/// Pure.
[[nodiscard]] std::string list_csv(const std::vector<core::DocumentRow>& rows);

/// One cell, quoted and guarded. Pure.
[[nodiscard]] std::string csv_cell(const std::string& text);

/// `/documents` and `/documents.csv`.
[[nodiscard]] core::Result<http::Response> list_page(Call& call);
[[nodiscard]] core::Result<http::Response> list_download(Call& call);

}  // namespace muniment::web
