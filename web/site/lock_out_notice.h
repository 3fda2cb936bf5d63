// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "web/site/call.h"

namespace muniment::web {

/// What every page tells who may read the operations log of accounts and addresses that are closed
/// after failures, or were lately and they have not read of it; else empty. Errors: those of the
/// accounts.
[[nodiscard]] core::Result<std::string> lock_out_notice(Call& call);

/// The viewer has opened the operations log, where all that the notice told stands.
[[nodiscard]] core::Status lock_outs_read(Call& call);

}  // namespace muniment::web
