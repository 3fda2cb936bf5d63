// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "cli/streams.h"

namespace muniment::cli {

/// Columns that a terminal needs for the text, in UTF-8.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// A document's text for a terminal: control characters that could move its cursor or change its
/// settings are shown as U+FFFD. Where the output is not a terminal: as it is.
[[nodiscard]] std::string for_terminal(const Streams& streams, std::string_view text);

/// Rows for people, aligned by columns.
class Table {
  public:
    explicit Table(std::vector<std::string> titles) : titles_(std::move(titles)) {}

    /// As many cells as there are titles.
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    void print(const Streams& streams) const;

  private:
    std::vector<std::string> titles_;
    std::vector<std::vector<std::string>> rows_;
};

/// "1 document", "3 documents".
[[nodiscard]] std::string counted(std::size_t count, const std::string& noun);

}  // namespace muniment::cli
