// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace muniment::core {

/// What went wrong, chosen by what the caller does next. One table maps these to exit statuses
/// (cli/exit_status.h), one to HTTP statuses (web/http_status.h).
enum class ErrorCode {
    invalid_argument,     ///< the input can never be right: correct it
    not_found,            ///< unknown, or not for this person to know
    already_exists,       ///< the name is taken
    permission_denied,    ///< the act is not this person's, or the password is wrong
    failed_precondition,  ///< right command, wrong state: do something else first
    conflict,             ///< somebody was faster, or other content was shown: look again
    unavailable,          ///< locked, read-only, disk full, clock wrong: try again later
    data_corrupt,         ///< stored data is not what it says it is
    internal,             ///< a defect in Muniment
};

inline constexpr std::array all_error_codes{
    ErrorCode::invalid_argument,  ErrorCode::not_found,           ErrorCode::already_exists,
    ErrorCode::permission_denied, ErrorCode::failed_precondition, ErrorCode::conflict,
    ErrorCode::unavailable,       ErrorCode::data_corrupt,        ErrorCode::internal};

/// "invalid_argument" and so on; stable, used in JSON.
[[nodiscard]] std::string_view name_of(ErrorCode code);

/// A failure for a person to read. Members are not const so that it moves.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;  ///< what was wrong, one sentence without its full stop
    std::string hint;     ///< what to do about it; may be empty

    bool operator==(const Error&) const = default;
};

}  // namespace muniment::core
