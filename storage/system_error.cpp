// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/system_error.h"

#include <cerrno>
#include <string>
#include <system_error>

namespace muniment::storage {

namespace {

using core::ErrorCode;

struct Verdict {
    ErrorCode code;
    std::string_view hint;
};

Verdict verdict_on(int number) {
    switch (number) {
        case ENOENT:
        case ENOTDIR:
            return {ErrorCode::not_found, "Check the path."};
        case EEXIST:
        case ENOTEMPTY:
            return {ErrorCode::already_exists, "Choose another name, or remove what is there."};
        case ENOSPC:
        case EDQUOT:
            return {ErrorCode::unavailable, "Make room on the disk and try again."};
        case EROFS:
            return {ErrorCode::unavailable, "The file system is read-only: mount it writable."};
        case EACCES:
        case EPERM:
            return {ErrorCode::unavailable,
                    "Run as the account that owns the library, or give this one the right."};
        case EMFILE:
        case ENFILE:
        case ENOMEM:
        case EAGAIN:
        case EBUSY:
            return {ErrorCode::unavailable, "Try again; raise the limits if it happens often."};
        case EIO:
            return {ErrorCode::data_corrupt, "Check the disk, then restore from a backup."};
        default:
            return {ErrorCode::internal, ""};
    }
}

}  // namespace

core::Error system_failure(int number, std::string_view doing) {
    const Verdict verdict = verdict_on(number);
    return {verdict.code,
            "could not " + std::string(doing) + ": " + std::generic_category().message(number),
            std::string(verdict.hint)};
}

}  // namespace muniment::storage
