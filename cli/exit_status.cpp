// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exit_status.h"

namespace muniment::cli {

ExitStatus exit_status(core::ErrorCode code) {
    switch (code) {
        case core::ErrorCode::invalid_argument:
            return ExitStatus::usage;
        case core::ErrorCode::not_found:
            return ExitStatus::not_found;
        case core::ErrorCode::permission_denied:
            return ExitStatus::not_permitted;
        case core::ErrorCode::already_exists:
        case core::ErrorCode::failed_precondition:
        case core::ErrorCode::conflict:
            return ExitStatus::wrong_state;
        case core::ErrorCode::data_corrupt:
            return ExitStatus::damaged;
        case core::ErrorCode::unavailable:
            return ExitStatus::unavailable;
        case core::ErrorCode::internal:
            break;
    }
    return ExitStatus::internal;
}

}  // namespace muniment::cli
