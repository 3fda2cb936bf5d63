// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/identifier_key.h"

#include <algorithm>

#include "core/text.h"
#include "search/normal_form.h"
#include "search/words.h"

namespace muniment::search {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string without_leading_zeros(const std::string& number) {
    const auto first = std::min(number.find_first_not_of('0'), number.size() - 1);
    return number.substr(first);
}

void add_runs(const std::string& word, std::vector<std::string>& parts) {
    for (std::size_t begin = 0; begin < word.size();) {
        const auto same_kind = [&](char c) { return is_digit(c) == is_digit(word[begin]); };
        std::size_t end = begin;
        while (end < word.size() && same_kind(word[end]) && word[end] != '.' && word[end] != ',')
            ++end;
        if (end > begin) {
            std::string run = word.substr(begin, end - begin);
            parts.push_back(is_digit(run[0]) ? without_leading_zeros(run) : run);
        }
        begin = std::max(end, begin + 1);
    }
}

}  // namespace

std::vector<std::string> identifier_parts(std::string_view text) {
    std::vector<std::string> parts;
    WordReader reader(text);
    for (Word word; reader.next(word);) {
        if (word.kind != Word::Kind::pair) add_runs(word.term, parts);
    }
    return parts;
}

std::string identifier_key(std::string_view text) {
    // As short as a normal form, for both become terms.
    return normal_form(core::join(identifier_parts(text), "-"));
}

}  // namespace muniment::search
