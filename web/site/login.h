// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "web/http/request.h"
#include "web/library_pool.h"

namespace muniment::web {

/// Whether a form was sent from a page of this server: by the Origin that browsers state, else by
/// Sec-Fetch-Site. A program that states neither is no browser that somebody else could misuse.
[[nodiscard]] bool is_from_own_page(const http::Request& request);

/// A path of this server to go to after log-in: visible ASCII, one slash first (`//host` would be
/// another server), no log-in page. Otherwise `/`.
[[nodiscard]] std::string local_path(const std::string& asked);

/// The address of the log-in page that leads back to `target`.
[[nodiscard]] std::string login_address(const std::string& target);

/// What a form of this session must carry besides its cookie; not the token and no way to it.
[[nodiscard]] std::string form_token(const std::string& session_token);

/// What a person gives to come in.
struct Credentials {
    std::string person;  ///< as typed
    std::string password;
};

enum class Admission {
    let_in,
    refused,
    closed,  ///< not looked at: there were too many tries
};

struct LogIn {
    Admission admission = Admission::refused;
    std::optional<core::Person> person;  ///< who was let in
    std::chrono::seconds wait{0};        ///< until a try is looked at again, where it was closed
};

/// Lets somebody in, or not. Whether there is such a person shows neither in the answer nor in the
/// time that it takes. The accounts know where they come from (Accounts::arrive). Errors: those of
/// reading.
[[nodiscard]] core::Result<LogIn> authenticate(LibraryHandle& library,
                                               const Credentials& credentials);

}  // namespace muniment::web
