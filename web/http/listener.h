// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "web/http/unique_fd.h"

namespace muniment::web::http {

/// Where to listen: `127.0.0.1:8080`, `[::1]:8080`, `localhost:0`.
struct ListenAddress {
    std::string host;  ///< without the brackets of IPv6
    std::uint16_t port = 0;

    /// Error: invalid_argument.
    [[nodiscard]] static core::Result<ListenAddress> parse(std::string_view text);
    /// `http://127.0.0.1:8080`
    [[nodiscard]] std::string url() const;
    /// Whether only this machine can reach it, as it is written: no name is looked up.
    [[nodiscard]] bool is_loopback() const;
};

/// A listening socket that does not block. `address` has the real port.
struct Listener {
    UniqueFd socket;
    ListenAddress address;

    /// Errors: invalid_argument (no such host), unavailable (in use), permission_denied.
    [[nodiscard]] static core::Result<Listener> open(const ListenAddress& wanted);
};

}  // namespace muniment::web::http
