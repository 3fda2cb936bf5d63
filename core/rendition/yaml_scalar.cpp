// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/yaml_scalar.h"

#include "core/rendition/lines.h"
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

/// A quoted scalar and what follows it.
struct Quoted {
    std::string text;
    std::string_view rest;
};

std::optional<Quoted> single_quoted(std::string_view text) {
    Quoted result;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != '\'') {
            result.text += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '\'') {
            result.text += text[i++];
        } else {
            result.rest = text.substr(i + 1);
            return result;
        }
    }
    return std::nullopt;
}

/// The number of hexadecimal digits that an escape has, 0 if it has none.
std::size_t hexadecimal_digits(char escape) {
    if (escape == 'x') return 2;
    if (escape == 'u') return 4;
    return escape == 'U' ? 8 : 0;
}

std::optional<char32_t> hexadecimal(std::string_view digits, std::size_t count) {
    if (digits.size() < count) return std::nullopt;
    char32_t value = 0;
    for (const char c : digits.substr(0, count)) {
        constexpr std::string_view known = "0123456789abcdef";
        const char folded = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        const std::size_t digit = known.find(folded);
        if (digit == std::string_view::npos) return std::nullopt;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
}

/// Appends the character that the escape at `text[0]` (behind the backslash) means and returns how
/// many bytes it takes; an unknown escape stays as written.
std::size_t append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view letters = "nrt0\"\\/ ";
    constexpr std::string_view meanings("\n\r\t\0\"\\/ ", letters.size());
    if (const std::size_t at = letters.find(text.front()); at != std::string_view::npos) {
        out += meanings[at];
        return 1;
    }
    const std::size_t count = hexadecimal_digits(text.front());
    const auto value = count == 0 ? std::optional<char32_t>() : hexadecimal(text.substr(1), count);
    if (value && append_utf8(out, *value)) return count + 1;
    out += '\\';
    out += text.front();
    return 1;
}

std::optional<Quoted> double_quoted(std::string_view text) {
    Quoted result;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            result.rest = text.substr(i + 1);
            return result;
        }
        if (text[i] != '\\')
            result.text += text[i];
        else if (i + 1 < text.size())
            i += append_escaped(result.text, text.substr(i + 1));
    }
    return std::nullopt;
}

bool ends_there(std::string_view rest) {
    const std::string_view text = trimmed_view(rest);
    return text.empty() || text.front() == '#';
}

std::optional<Quoted> quoted(std::string_view text) {
    return text.front() == '"' ? double_quoted(text) : single_quoted(text);
}

bool is_quote(char c) {
    return c == '"' || c == '\'';
}

bool begins_something_else(std::string_view text) {
    constexpr std::string_view signs = "&*!|>{}[]%@`";
    return signs.find(text.front()) != std::string_view::npos;
}

std::string plain(std::string_view text) {
    const std::size_t comment = text.find(" #");
    return std::string(trimmed_view(text.substr(0, comment)));
}

}  // namespace

std::optional<std::string> yaml_scalar(std::string_view text) {
    text = trimmed_view(text);
    if (text.empty()) return std::string();
    if (is_quote(text.front())) {
        auto value = quoted(text);
        if (!value || !ends_there(value->rest)) return std::nullopt;
        return std::move(value->text);
    }
    if (begins_something_else(text)) return std::nullopt;
    return plain(text);
}

std::optional<std::vector<std::string>> yaml_flow_list(std::string_view text) {
    std::vector<std::string> values;
    text = trimmed_view(text.substr(1));
    while (!text.empty() && text.front() != ']') {
        if (is_quote(text.front())) {
            auto value = quoted(text);
            if (!value) return std::nullopt;
            values.push_back(std::move(value->text));
            text = trimmed_view(value->rest);
        } else {
            if (begins_something_else(text)) return std::nullopt;
            const std::size_t end = text.find_first_of(",]");
            if (end == std::string_view::npos) return std::nullopt;
            values.push_back(plain(text.substr(0, end)));
            text.remove_prefix(end);
        }
        if (text.empty() || (text.front() != ',' && text.front() != ']')) return std::nullopt;
        if (text.front() == ',') text = trimmed_view(text.substr(1));
    }
    if (text.empty() || !ends_there(text.substr(1))) return std::nullopt;
    return values;
}

}  // namespace muniment::core
