// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace muniment::web {

/// The HTTP status of an error; the one table.
[[nodiscard]] int http_status(core::ErrorCode code);

/// Whether an error's message and hint are for the log alone: they speak of this machine (paths,
/// processes, damage), which is nobody else's business. Visitors get the status and its text.
[[nodiscard]] bool is_for_the_log(core::ErrorCode code);

}  // namespace muniment::web
