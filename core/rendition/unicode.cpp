// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/unicode.h"

#include <algorithm>
#include <array>

namespace muniment::core {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

template <std::size_t size>
bool is_in(const std::array<Range, size>& ranges, char32_t value) {
    return std::any_of(ranges.begin(), ranges.end(), [value](const Range& range) {
        return value >= range.first && value <= range.last;
    });
}

constexpr std::array no_word{
    Range{0x0000, 0x002F},   Range{0x003A, 0x0040}, Range{0x005B, 0x0060}, Range{0x007B, 0x00A9},
    Range{0x00AB, 0x00B4},   Range{0x00B6, 0x00B9}, Range{0x00BB, 0x00BF}, Range{0x00D7, 0x00D7},
    Range{0x00F7, 0x00F7},   Range{0x02C2, 0x02C5}, Range{0x055A, 0x055F}, Range{0x05BE, 0x05BE},
    Range{0x060C, 0x060D},   Range{0x061B, 0x061F}, Range{0x0964, 0x0965}, Range{0x0E5A, 0x0E5B},
    Range{0x1680, 0x1680},   Range{0x2000, 0x206F}, Range{0x20A0, 0x20CF}, Range{0x2190, 0x2BFF},
    Range{0x2E00, 0x2E7F},   Range{0x3000, 0x3004}, Range{0x3008, 0x3020}, Range{0x3030, 0x3030},
    Range{0x303D, 0x303F},   Range{0x30A0, 0x30A0}, Range{0x30FB, 0x30FB}, Range{0xD800, 0xF8FF},
    Range{0xFE00, 0xFE6F},   Range{0xFEFF, 0xFEFF}, Range{0xFF01, 0xFF0F}, Range{0xFF1A, 0xFF20},
    Range{0xFF3B, 0xFF40},   Range{0xFF5B, 0xFF65}, Range{0xFFE0, 0xFFFF}, Range{0x1F000, 0x1FAFF},
    Range{0xE0000, 0x10FFFF}};

constexpr std::array ideographic{
    Range{0x2E80, 0x2FDF}, Range{0x3005, 0x3007}, Range{0x3021, 0x302F}, Range{0x3041, 0x30FF},
    Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF}, Range{0xF900, 0xFAFF}, Range{0x20000, 0x3FFFF}};

/// Blocks in which capitals and small letters alternate, with the parity of the capitals.
bool is_alternating_capital(char32_t value) {
    const bool even = value % 2 == 0;
    if (value >= 0x0139 && value <= 0x0148) return !even;
    if (value >= 0x0179 && value <= 0x017E) return !even;
    const bool block =
        (value >= 0x0100 && value <= 0x0177) || (value >= 0x0218 && value <= 0x021F) ||
        (value >= 0x0460 && value <= 0x0481) || (value >= 0x048A && value <= 0x04BF) ||
        (value >= 0x04D0 && value <= 0x052F) || (value >= 0x1E00 && value <= 0x1E95) ||
        (value >= 0x1EA0 && value <= 0x1EFF);
    return block && even && value != 0x0130 && value != 0x0138;
}

}  // namespace

bool is_word_character(char32_t value) {
    return !is_in(no_word, value);
}

bool is_ideographic(char32_t value) {
    return value >= 0x2E80 && is_in(ideographic, value);
}

char32_t simple_lower(char32_t value) {
    if (value >= U'A' && value <= U'Z') return value + 32;
    if (value >= 0xC0 && value <= 0xDE && value != 0xD7) return value + 32;
    if (value >= 0x0391 && value <= 0x03AB && value != 0x03A2) return value + 32;
    if (value >= 0x0410 && value <= 0x042F) return value + 32;
    if (value >= 0x0400 && value <= 0x040F) return value + 80;
    if (value == 0x0178) return 0xFF;
    return is_alternating_capital(value) ? value + 1 : value;
}

bool is_white_space(char32_t value) {
    return (value >= 0x09 && value <= 0x0D) || value == 0x20 || value == 0x85 || value == 0xA0 ||
           value == 0x1680 || (value >= 0x2000 && value <= 0x200A) || value == 0x2028 ||
           value == 0x2029 || value == 0x202F || value == 0x205F || value == 0x3000;
}

}  // namespace muniment::core
