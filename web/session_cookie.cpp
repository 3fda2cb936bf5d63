// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/session_cookie.h"

#include <algorithm>

namespace muniment::web {
namespace {

bool is_token_letter(char character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z') || character == '-' || character == '_';
}

}  // namespace

std::string SessionCookie::set(std::string_view token, std::chrono::seconds lifetime) const {
    std::string cookie = name();
    cookie += "=";
    cookie += token;
    cookie += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(lifetime.count());
    if (transport_ == Transport::tls) cookie += "; Secure";
    return cookie;
}

std::string SessionCookie::forget() const {
    return set({}, std::chrono::seconds(0));
}

std::optional<std::string> SessionCookie::token(const http::Request& request) const {
    const auto* value = request.cookies.find(name());
    if (value == nullptr || value->empty() ||
        !std::all_of(value->begin(), value->end(), is_token_letter))
        return std::nullopt;
    return *value;
}

}  // namespace muniment::web
