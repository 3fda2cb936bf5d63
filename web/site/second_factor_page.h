// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// `/account/second-factor`: sets it up, or says that it is.
[[nodiscard]] core::Result<http::Response> second_factor_page(Call& call);
/// `/account/second-factor/remove`, with the password and a code.
[[nodiscard]] core::Result<http::Response> remove_factor_page(Call& call);
/// `/account/second-factor/recovery-codes`: ten new ones, with the password and a code.
[[nodiscard]] core::Result<http::Response> recovery_codes_page(Call& call);

}  // namespace muniment::web
