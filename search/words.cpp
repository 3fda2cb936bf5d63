// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/words.h"

#include <utf8proc.h>

#include "core/rendition/unicode.h"
#include "search/normal_form.h"

namespace muniment::search {
namespace {

struct Character {
    utf8proc_int32_t value = -1;  ///< -1: not UTF-8
    std::size_t length = 1;
};

Character character_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return {byte, 1};
    Character character;
    const auto length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &character.value);
    if (length <= 0) return {};
    character.length = static_cast<std::size_t>(length);
    return character;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_mark(utf8proc_int32_t value) {
    if (value < 0x300) return false;
    const auto category = utf8proc_category(value);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

/// Characters that are there but not seen, such as a soft hyphen: they do not divide a word.
bool is_invisible(utf8proc_int32_t value) {
    return value >= 0x80 && utf8proc_category(value) == UTF8PROC_CATEGORY_CF;
}

bool is_unspaced(utf8proc_int32_t value) {
    if (value < 0xE00) return false;
    const bool south_east_asian =
        value < 0xF00 || (value >= 0x1000 && value < 0x10A0) || (value >= 0x1780 && value < 0x1800);
    const bool hangul = value >= 0xAC00 && value < 0xD7A4;
    return south_east_asian || hangul || core::is_ideographic(static_cast<char32_t>(value));
}

/// The voiced marks of half-width kana are letters of their own and belong to the one before.
bool is_voiced_mark(utf8proc_int32_t value) {
    return value == 0xFF9E || value == 0xFF9F;
}

bool is_word_character(utf8proc_int32_t value) {
    if (value < 0) return false;
    if (value < 0x80)
        return (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z') ||
               (value >= 'A' && value <= 'Z');
    switch (utf8proc_category(value)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return true;
        default:
            return is_mark(value);
    }
}

bool divides_a_number(std::string_view text, std::size_t at) {
    return (text[at] == '.' || text[at] == ',') && at > 0 && is_digit(text[at - 1]) &&
           at + 1 < text.size() && is_digit(text[at + 1]);
}

std::size_t end_of_plain(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const Character next = character_at(text, at);
        const bool goes_on = (is_word_character(next.value) && !is_unspaced(next.value)) ||
                             is_invisible(next.value) || divides_a_number(text, at);
        if (!goes_on) break;
        at += next.length;
    }
    return at;
}

}  // namespace

bool WordReader::next(Word& word) {
    if (pair_is_next_ && read_pair(word)) return true;
    while (at_ < text_.size()) {
        const Character first = character_at(text_, at_);
        if (!is_word_character(first.value)) {
            at_ += first.length;
        } else if (is_unspaced(first.value) ? read_single(word) : read_plain(word)) {
            return true;
        }
    }
    return false;
}

bool WordReader::read_plain(Word& word) {
    word.begin = at_;
    word.end = at_ = end_of_plain(text_, at_);
    word.kind = Word::Kind::plain;
    word.term = normal_form(text_.substr(word.begin, word.end - word.begin));
    if (word.term.empty()) return false;
    word.position = position_++;
    return true;
}

bool WordReader::read_single(Word& word) {
    word.begin = at_;
    word.end = at_ = end_of_cluster(at_);
    word.kind = Word::Kind::single;
    word.term = normal_form(text_.substr(word.begin, word.end - word.begin));
    if (word.term.empty()) return false;
    word.position = position_++;
    pair_begin_ = word.begin;
    pair_is_next_ = true;
    return true;
}

bool WordReader::read_pair(Word& word) {
    pair_is_next_ = false;
    if (at_ == text_.size() || !is_unspaced(character_at(text_, at_).value)) return false;
    const std::size_t end = end_of_cluster(at_);
    const std::string second = normal_form(text_.substr(at_, end - at_));
    if (second.empty()) return false;
    word.begin = pair_begin_;
    word.end = end;
    word.kind = Word::Kind::pair;
    word.term = normal_form(text_.substr(pair_begin_, at_ - pair_begin_)) + second;
    word.position = position_ - 1;
    return true;
}

std::size_t WordReader::end_of_cluster(std::size_t begin) const {
    std::size_t end = begin + character_at(text_, begin).length;
    while (end < text_.size()) {
        const Character next = character_at(text_, end);
        if (!is_voiced_mark(next.value) && !is_mark(next.value)) break;
        end += next.length;
    }
    return end;
}

}  // namespace muniment::search
