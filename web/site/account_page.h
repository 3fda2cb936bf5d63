// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/accounts/operations_log.h"
#include "web/site/call.h"

namespace muniment::web {

/// `/account`: the viewer's own log-ins, second factor, tokens and what happened to their account.
[[nodiscard]] core::Result<http::Response> account_page(Call& call);
/// `/account/sessions`: ends one of them, or all but this one.
[[nodiscard]] core::Result<http::Response> end_sessions(Call& call);
/// `/account/tokens/new`: makes a token, which is shown once.
[[nodiscard]] core::Result<http::Response> new_token_page(Call& call);
/// `/account/tokens/revoke`.
[[nodiscard]] core::Result<http::Response> revoke_token(Call& call);

/// `/operations`: the operations log, for who manages people or reads everything.
[[nodiscard]] core::Result<http::Response> operations_page(Call& call);

}  // namespace muniment::web
