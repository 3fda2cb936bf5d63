// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/stated_text.h"

#include <algorithm>

#include "core/text.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;

constexpr std::size_t longest_line = 10'000;
constexpr std::size_t longest_shown = 200;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Bytes of the character at the front of valid UTF-8.
std::size_t character_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

/// The character at the front, if there is a whole one; else one byte.
std::string_view front_of(std::string_view text) {
    const auto character = text.substr(0, character_length(text));
    return core::is_utf8(character) ? character : text.substr(0, 1);
}

std::string escaped(char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]};
}

}  // namespace

std::string collapsed(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (!is_space(c)) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

core::Result<std::string> stated_line(std::string_view what, std::string_view text) {
    if (text.size() > longest_line) {
        return core::fail(ErrorCode::invalid_argument,
                          std::string(what) + " has " + std::to_string(text.size()) + " bytes",
                          "At most 10,000 are taken; shorten it.");
    }
    std::string line = collapsed(text);
    if (!core::is_single_line(line)) {
        return core::fail(
            ErrorCode::invalid_argument,
            std::string(what) + " holds control characters, direction overrides or no UTF-8",
            "Remove them from the source.");
    }
    return line;
}

std::string fitting_title(std::string_view text, std::size_t most_characters) {
    std::string clean;
    for (std::string_view rest = text; !rest.empty();) {
        const auto character = front_of(rest);
        clean += core::is_single_line(character) ? character : " ";
        rest.remove_prefix(character.size());
    }
    clean = collapsed(clean);
    if (core::character_count(clean) <= most_characters) return clean;
    std::string title;
    std::string_view rest = clean;
    for (std::size_t count = 0; count + 1 < most_characters; ++count) {
        const auto character = front_of(rest);
        title += character;
        rest.remove_prefix(character.size());
    }
    return core::trimmed(title) + "\u2026";
}

std::string shown(std::string_view bytes) {
    std::string text;
    for (std::string_view rest = bytes; !rest.empty();) {
        if (text.size() >= longest_shown) return text + "...";
        const auto character = front_of(rest);
        if (core::is_single_line(character)) {
            text += character;
        } else {
            for (const char c : character) text += escaped(c);
        }
        rest.remove_prefix(character.size());
    }
    return text;
}

}  // namespace muniment::storage
