// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

constexpr CodePoint replacement{U'\uFFFD', 1};

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

std::size_t length_by_lead(unsigned char lead) {
    if (lead < 0x80U) return 1;
    if (lead >= 0xC2U && lead <= 0xDFU) return 2;
    if (lead >= 0xE0U && lead <= 0xEFU) return 3;
    if (lead >= 0xF0U && lead <= 0xF4U) return 4;
    return 0;
}

bool is_scalar(char32_t value, std::size_t length) {
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value >= least[length] && value <= 0x10FFFF && !surrogate;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t position) {
    const auto lead = static_cast<unsigned char>(text[position]);
    const std::size_t length = length_by_lead(lead);
    if (length == 1) return {lead, 1};
    if (length == 0 || position + length > text.size()) return replacement;
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[position + i]);
        if (!is_continuation(byte)) return replacement;
        value = (value << 6U) | (byte & 0x3FU);
    }
    return is_scalar(value, length) ? CodePoint{value, length} : replacement;
}

bool append_utf8(std::string& out, char32_t value) {
    if (!is_scalar(value, 1)) return false;
    const auto tail = [value](unsigned shift) {
        return static_cast<char>(0x80U | ((value >> shift) & 0x3FU));
    };
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out += {static_cast<char>(0xC0U | (value >> 6U)), tail(0)};
    } else if (value < 0x10000) {
        out += {static_cast<char>(0xE0U | (value >> 12U)), tail(6), tail(0)};
    } else {
        out += {static_cast<char>(0xF0U | (value >> 18U)), tail(12), tail(6), tail(0)};
    }
    return true;
}

std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80U) {
            ++i;
            continue;
        }
        const CodePoint point = code_point_at(text, i);
        if (point.length == 1) return i;
        i += point.length;
    }
    return std::string_view::npos;
}

std::string_view truncated_utf8(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && is_continuation(static_cast<unsigned char>(text[bytes]))) --bytes;
    return text.substr(0, bytes);
}

}  // namespace muniment::core
