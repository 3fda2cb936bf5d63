// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/system_error.h"

#include <cerrno>
#include <system_error>

namespace muniment::web::http {

core::Error system_error(std::string_view what, int number, std::string hint) {
    const bool denied = number == EACCES || number == EPERM;
    return core::Error{
        denied ? core::ErrorCode::permission_denied : core::ErrorCode::unavailable,
        std::string(what) + ": " + std::error_code(number, std::generic_category()).message(),
        std::move(hint)};
}

}  // namespace muniment::web::http
