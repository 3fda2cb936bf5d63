// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/text_output.h"

#include <algorithm>
#include <ostream>

#include <utf8proc.h>

namespace muniment::cli {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::size_t gap = 2;

/// One character of UTF-8 from the front; a byte that begins none is a character by itself.
utf8proc_ssize_t next_character(std::string_view text, utf8proc_int32_t& character) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto length =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &character);
    if (length > 0) return length;
    character = 0xFFFD;
    return 1;
}

bool is_control(utf8proc_int32_t character) {
    const bool harmless = character == '\n' || character == '\t';
    return !harmless && utf8proc_category(character) == UTF8PROC_CATEGORY_CC;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        utf8proc_int32_t character = 0;
        text.remove_prefix(static_cast<std::size_t>(next_character(text, character)));
        width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(character)));
    }
    return width;
}

std::string for_terminal(const Streams& streams, std::string_view text) {
    if (!streams.out_is_terminal) return std::string(text);
    std::string shown;
    while (!text.empty()) {
        utf8proc_int32_t character = 0;
        const auto length = static_cast<std::size_t>(next_character(text, character));
        shown += is_control(character) ? replacement : text.substr(0, length);
        text.remove_prefix(length);
    }
    return shown;
}

void Table::print(const Streams& streams) const {
    std::vector<std::size_t> widths;
    for (const auto& title : titles_) widths.push_back(display_width(title));
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row[i]));
        }
    }
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string text;
        std::size_t owed = 0;  // blanks before the next cell; none at the end of a line
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!cells[i].empty()) {
                text += std::string(owed, ' ') + cells[i];
                owed = 0;
            }
            owed += widths[i] - display_width(cells[i]) + gap;
        }
        streams.out << for_terminal(streams, text) << '\n';
    };
    line(titles_);
    for (const auto& row : rows_) line(row);
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace muniment::cli
