// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/request.h"

namespace muniment::web {

/// Whether the browser reaches us over TLS, itself or through a proxy that ends it.
enum class Transport { plain, tls };

/// A cookie that carries a token, of a session or a browser: HttpOnly (no script reads it),
/// SameSite=Lax (links from mails arrive logged in, forms from other sites do not), over the whole
/// site, and over TLS Secure with a `__Host-` name, which a browser lets nobody else set.
class SessionCookie {
  public:
    explicit SessionCookie(Transport transport, const std::string& name = "muniment")
        : transport_(transport), name_((transport == Transport::tls ? "__Host-" : "") + name) {}

    [[nodiscard]] const std::string& name() const { return name_; }
    /// Value of a Set-Cookie header. `token` is made of the characters [A-Za-z0-9_-].
    [[nodiscard]] std::string set(std::string_view token, std::chrono::seconds lifetime) const;
    /// Value of a Set-Cookie header that makes the browser forget the cookie.
    [[nodiscard]] std::string forget() const;
    /// The token that a request carries; none when there is none, several, or other characters.
    [[nodiscard]] std::optional<std::string> token(const http::Request& request) const;

  private:
    Transport transport_;
    std::string name_;
};

}  // namespace muniment::web
