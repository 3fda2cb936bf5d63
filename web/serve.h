// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "web/library_pool.h"
#include "web/session_cookie.h"

namespace muniment::web {

struct ServeOptions {
    std::string listen = "127.0.0.1:8080";  ///< HOST:PORT; port 0 picks a free one
    std::size_t workers = 0;                ///< 0: as the machine has cores
    /// `tls`: people reach the server through a proxy that ends TLS.
    Transport transport = Transport::plain;
    /// With `plain`: other machines may come without encryption.
    bool is_unencrypted_wanted = false;
    bool access_log = false;  ///< a line for each answer
};

/// Tells somebody: the first is what is printed for people and scripts ("Listening on URL"), the
/// second the log. Lines come without their ends; `log` is called by several threads.
struct ServeOutput {
    std::function<void(const std::string&)> say;
    std::function<void(const std::string&)> log;
};

/// Serves a library until SIGINT or SIGTERM, then lets answers under way finish. While it runs,
/// what becomes due is registered about once a minute. One call in a process at a time. Errors:
/// those of opening the library and the address; invalid_argument where passwords would cross a
/// network unencrypted (21 CFR 11.30) and nobody said that they may.
[[nodiscard]] core::Status serve(const ServeOptions& options, OpenHandle open,
                                 const ServeOutput& output);

}  // namespace muniment::web
