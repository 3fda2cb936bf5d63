// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/visitor_address.h"

#include "core/text.h"

namespace muniment::web {
namespace {

bool is_numeric_address(const std::string& text) {
    constexpr std::size_t longest = 45;
    const std::string letters = "0123456789abcdefABCDEF.:";
    return !text.empty() && text.size() <= longest &&
           text.find_first_not_of(letters) == std::string::npos;
}

}  // namespace

std::string visitor_address(const http::Request& request, Transport transport) {
    if (transport == Transport::plain) return request.peer;
    const auto* forwarded = request.headers.find("X-Forwarded-For");
    if (forwarded == nullptr) return {};
    const std::string last = core::trimmed(forwarded->substr(forwarded->rfind(',') + 1));
    return is_numeric_address(last) ? last : std::string();
}

storage::Origin visitor_origin(const http::Request& request, Transport transport) {
    const auto* browser = request.headers.find("User-Agent");
    return {core::Via::web, visitor_address(request, transport),
            browser == nullptr ? std::string() : *browser, false};
}

}  // namespace muniment::web
