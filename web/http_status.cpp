// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http_status.h"

namespace muniment::web {

int http_status(core::ErrorCode code) {
    switch (code) {
        case core::ErrorCode::invalid_argument:
            return 400;
        case core::ErrorCode::not_found:
            return 404;
        case core::ErrorCode::permission_denied:
            return 403;
        case core::ErrorCode::already_exists:
        case core::ErrorCode::failed_precondition:
        case core::ErrorCode::conflict:
            return 409;
        case core::ErrorCode::unavailable:
            return 503;
        case core::ErrorCode::data_corrupt:
        case core::ErrorCode::internal:
            break;
    }
    return 500;
}

bool is_for_the_log(core::ErrorCode code) {
    return http_status(code) >= 500;
}

}  // namespace muniment::web
