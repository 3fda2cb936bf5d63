// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/normal_form.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace muniment::search {
namespace {

constexpr std::size_t longest_form = 120;
/// What is read of a word: ordering very many combining marks would take quadratic time.
constexpr std::size_t longest_input = 480;

struct Free {
    void operator()(utf8proc_uint8_t* text) const { std::free(text); }
};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The first `most` bytes, less a character that would be cut.
std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80) --most;
    return text.substr(0, most);
}

std::string mapped(std::string_view text, int options) {
    utf8proc_uint8_t* result = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &result,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(result);
    if (length < 0) return {};
    return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(length)};
}

/// Letters whose stroke is no mark of its own in Unicode.
struct Stroked {
    std::string_view letter;
    std::string_view plain;
};
constexpr std::array stroked_letters{Stroked{"ł", "l"},  Stroked{"ø", "o"}, Stroked{"đ", "d"},
                                     Stroked{"ħ", "h"},  Stroked{"ŧ", "t"}, Stroked{"æ", "ae"},
                                     Stroked{"œ", "oe"}, Stroked{"ı", "i"}, Stroked{"ð", "d"},
                                     Stroked{"þ", "th"}};

/// Latin letters end at U+024F, and go on at U+1E00 to U+1EFF.
bool is_latin(std::string_view text) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t value = 0;
        const auto length = utf8proc_iterate(at, left, &value);
        if (length <= 0) return false;
        const bool mark = value >= 0x300 && value < 0x370;
        if (value >= 0x250 && !mark && (value < 0x1E00 || value > 0x1EFF)) return false;
        at += length;
        left -= length;
    }
    return true;
}

}  // namespace

std::string normal_form(std::string_view word) {
    if (is_ascii(word)) {
        std::string lower(beginning(word, longest_form));
        for (char& c : lower) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        return lower;
    }
    const std::string form = mapped(
        beginning(word, longest_input),
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    return std::string(beginning(form, longest_form));
}

std::string folded_form(const std::string& normal) {
    if (is_ascii(normal) || !is_latin(normal)) return normal;
    std::string form = mapped(normal, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
    for (const Stroked& stroked : stroked_letters) {
        for (auto at = form.find(stroked.letter); at != std::string::npos;
             at = form.find(stroked.letter, at))
            form.replace(at, stroked.letter.size(), stroked.plain);
    }
    // A word of marks alone, as in text that is made to look broken, would have no form at all.
    return form.empty() ? normal : form;
}

}  // namespace muniment::search
