// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "web/site/call.h"

namespace muniment::web {

/// What every page tells who may read the operations log of accounts and addresses that are closed
/// after failures, or were lately and they have not read of it; else empty. Errors: those of the
/// accounts.
[[nodiscard]] core::Result<std::string> lock_out_notice(Call& call);

/// The viewer is shown these entries of the operations log, or of its lock-outs. The notice is over
/// for them when all that it told stands there; see LockOutWatch::seen(). Errors: those of the
/// accounts.
[[nodiscard]] core::Status lock_outs_read(Call& call,
                                          const std::vector<storage::OperationEntry>& shown);

}  // namespace muniment::web
