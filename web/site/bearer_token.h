// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/result.h"
#include "storage/accounts/token_store.h"
#include "web/http/request.h"
#include "web/library_pool.h"

namespace muniment::web {

/// The token of a request's Authorization header, as sent; nothing without such a header.
/// invalid_argument for several headers, permission_denied for another kind than Bearer.
[[nodiscard]] core::Result<std::optional<std::string>> bearer_token(const http::Request& request);

/// How long wrong tokens and one-time codes from the accounts' origin have to wait, which are
/// nobody's in particular; zero: not at all.
[[nodiscard]] core::Result<std::chrono::seconds> wait_of_strangers(storage::Accounts& accounts);

/// What a request by token comes to.
struct TokenVisit {
    std::optional<core::Person> person;  ///< whose it is, also where it is not for what was asked
    bool is_good = false;                ///< for what was asked
    std::string problem{};               ///< why it is not good
    std::chrono::seconds wait{0};        ///< more than zero: it was one wrong token too many
};

/// Whether the token is somebody's, enabled and with the same keys as when it was made, and of a
/// scope that covers `needed` (`act` covers `read`). One that is not good is counted against the
/// address of the accounts' origin and noted in the operations log; one that is good is never
/// slowed down, and makes the origin a known one. Errors: those of reading and of the accounts.
[[nodiscard]] core::Result<TokenVisit> visit_by_token(LibraryHandle& library,
                                                      const std::string& token,
                                                      storage::TokenScope needed);

}  // namespace muniment::web
