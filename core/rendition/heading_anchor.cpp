// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/heading_anchor.h"

#include "core/rendition/unicode.h"
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

constexpr std::string_view prefix = "s-";
constexpr std::size_t most_bytes = 120;

}  // namespace

std::string anchor_for(std::string_view heading) {
    std::string anchor(prefix);
    bool gap = false;
    for (std::size_t i = 0; i < heading.size() && anchor.size() < most_bytes;) {
        const CodePoint point = code_point_at(heading, i);
        i += point.length;
        if (!is_word_character(point.value)) {
            gap = true;
            continue;
        }
        if (gap && anchor.size() > prefix.size()) anchor += '-';
        gap = false;
        append_utf8(anchor, simple_lower(point.value));
    }
    if (anchor.size() == prefix.size()) anchor += "section";
    return anchor;
}

std::string AnchorMaker::make(std::string_view heading) {
    std::string wanted = anchor_for(heading);
    if (taken_.insert(wanted).second) return wanted;
    std::size_t& number = last_number_.try_emplace(wanted, 1).first->second;
    for (;;) {
        std::string numbered = wanted + '-' + std::to_string(++number);
        if (taken_.insert(numbered).second) return numbered;
    }
}

}  // namespace muniment::core
