// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/link_target.h"

#include <array>

namespace muniment::core {
namespace {

std::string as_browser_reads(std::string_view target) {
    std::string text;
    text.reserve(target.size());
    for (const char c : target) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20U || byte == 0x7FU) continue;
        if (c >= 'A' && c <= 'Z')
            text += static_cast<char>(c - 'A' + 'a');
        else
            text += c;
    }
    return text;
}

bool begins_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

bool is_slash(char c) {
    return c == '/' || c == '\\';
}

bool names_another_host(std::string_view text) {
    return text.size() > 1 && is_slash(text[0]) && is_slash(text[1]);
}

/// What stands before the first colon, if a path cannot have begun by then. Signs that no scheme
/// may hold still count: a lenient reader could drop them.
bool has_scheme(std::string_view text) {
    const std::size_t end = text.find_first_of(":/?#");
    return end != std::string_view::npos && text[end] == ':';
}

bool is_embedded_picture(std::string_view text) {
    constexpr std::array<std::string_view, 4> raster{
        "data:image/png;base64,", "data:image/gif;base64,", "data:image/jpeg;base64,",
        "data:image/webp;base64,"};
    for (const std::string_view prefix : raster)
        if (begins_with(text, prefix))
            return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+/=",
                                          prefix.size()) == std::string_view::npos;
    return false;
}

}  // namespace

TargetKind classify_target(std::string_view target) {
    const std::string text = as_browser_reads(target);
    if (text.empty() || names_another_host(text)) return TargetKind::refused;
    if (text.front() == '#') return TargetKind::fragment;
    if (!has_scheme(text)) return TargetKind::document;
    if (begins_with(text, "http://") || begins_with(text, "https://")) return TargetKind::web;
    if (begins_with(text, "mailto:")) return TargetKind::mail;
    return is_embedded_picture(text) ? TargetKind::picture : TargetKind::refused;
}

}  // namespace muniment::core
