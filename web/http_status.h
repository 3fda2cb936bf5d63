// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace muniment::web {

/// The HTTP status of an error; the one table, listed in docs/http-api.md.
[[nodiscard]] int http_status(core::ErrorCode code);

}  // namespace muniment::web
