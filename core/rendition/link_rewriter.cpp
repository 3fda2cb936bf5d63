// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/link_rewriter.h"

#include "core/rendition/heading_anchor.h"

namespace muniment::core {
namespace {

/// Undoes percent-encoding; what is not two digits stays.
std::string percent_decoded(std::string_view text) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool encoded = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
                             digit(text[i + 2]) >= 0;
        if (encoded) {
            decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

}  // namespace

LinkRewriter::LinkRewriter(const Outline& outline, const LinkResolver& resolve)
    : resolve_(resolve) {
    for (const Heading& heading : outline.headings) anchors_.insert(heading.anchor);
}

std::optional<std::string> LinkRewriter::place(std::string_view fragment) const {
    const std::string text = percent_decoded(fragment);
    if (anchors_.count(text) > 0) return '#' + text;
    const std::string anchor = anchor_for(text);
    if (text.empty() || anchors_.count(anchor) == 0) return std::nullopt;
    return '#' + anchor;
}

std::optional<std::string> LinkRewriter::resolved(std::string_view target) const {
    if (!resolve_) return std::nullopt;
    auto address = resolve_(target);
    if (address && classify_target(*address) == TargetKind::refused) return std::nullopt;
    return address;
}

std::optional<std::string> LinkRewriter::relative(std::string_view target) const {
    if (auto address = resolved(target)) return address;
    const std::size_t hash = target.find('#');
    if (hash == std::string_view::npos || hash == 0) return std::nullopt;
    auto address = resolved(target.substr(0, hash));
    if (address && hash + 1 < target.size())
        *address += '#' + anchor_for(percent_decoded(target.substr(hash + 1)));
    return address;
}

RewrittenLink LinkRewriter::link(std::string_view target) const {
    const TargetKind kind = classify_target(target);
    switch (kind) {
        case TargetKind::web:
        case TargetKind::mail:
            return {kind, std::string(target)};
        case TargetKind::fragment:
            return {kind, place(target.substr(target.find('#') + 1))};
        case TargetKind::document:
            return {kind, relative(target)};
        case TargetKind::picture:
        case TargetKind::refused:
            break;
    }
    return {TargetKind::refused, std::nullopt};
}

RewrittenLink LinkRewriter::image(std::string_view target) const {
    const TargetKind kind = classify_target(target);
    switch (kind) {
        case TargetKind::web:
        case TargetKind::picture:
            return {kind, std::string(target)};
        case TargetKind::document:
            return {kind, resolved(target)};
        case TargetKind::mail:
        case TargetKind::fragment:
        case TargetKind::refused:
            break;
    }
    return {TargetKind::refused, std::nullopt};
}

}  // namespace muniment::core
