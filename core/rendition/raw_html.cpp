// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/raw_html.h"

namespace muniment::core {

std::string without_comments(std::string_view html) {
    constexpr std::string_view open = "<!--";
    constexpr std::string_view close = "-->";
    std::string visible;
    while (!html.empty()) {
        const std::size_t begin = html.find(open);
        const std::size_t end = begin == std::string_view::npos
                                    ? std::string_view::npos
                                    : html.find(close, begin + open.size());
        if (end == std::string_view::npos) return visible.append(html);
        visible.append(html.substr(0, begin));
        html.remove_prefix(end + close.size());
    }
    return visible;
}

bool is_line_break_tag(std::string_view html) {
    return html == "<br>" || html == "<br/>" || html == "<br />" || html == "<BR>";
}

}  // namespace muniment::core
