// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace muniment::web::http {

/// The one translation of a failed system call into an Error: "WHAT: the system's words".
/// `number` is errno, taken before anything else could change it. The code is permission_denied for
/// EACCES and EPERM, otherwise unavailable.
[[nodiscard]] core::Error system_error(std::string_view what, int number, std::string hint = {});

}  // namespace muniment::web::http
