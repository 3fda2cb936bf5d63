// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/words.h"

#include "core/rendition/unicode.h"
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

bool joins_words(char32_t value) {
    return is_word_character(value) && !is_ideographic(value);
}

/// Bytes from `begin` to the end of the word that starts there.
std::size_t word_length(std::string_view text, std::size_t begin) {
    const CodePoint first = code_point_at(text, begin);
    std::size_t end = begin + first.length;
    if (!joins_words(first.value)) return end - begin;
    while (end < text.size()) {
        const CodePoint next = code_point_at(text, end);
        if (!joins_words(next.value)) break;
        end += next.length;
    }
    return end - begin;
}

}  // namespace

void append_words(std::vector<Word>& words, std::string_view text, unsigned style,
                  std::uint32_t target, bool& space) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        if (is_white_space(point.value)) {
            space = true;
            i += point.length;
            continue;
        }
        const std::size_t length = word_length(text, i);
        words.push_back({std::string(text.substr(i, length)), style, target, space});
        space = false;
        i += length;
    }
}

bool is_counted(const Word& word) {
    return !word.text.empty() && is_word_character(code_point_at(word.text, 0).value);
}

}  // namespace muniment::core
