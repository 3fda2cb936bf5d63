// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/xapian_error.h"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace muniment::search {
namespace {

using core::ErrorCode;

/// Xapian keeps the text of errno, not its number. These are about the machine, not the index.
bool is_about_the_machine(const Xapian::Error& error) {
    const char* text = error.get_error_string();
    if (text == nullptr) return false;
    constexpr std::array numbers{EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM, EIO};
    for (const int number : numbers) {
        if (std::generic_category().message(number) == text) return true;
    }
    return false;
}

/// Xapian's errors are not polymorphic; they are told apart by name.
bool is_about_the_index(std::string_view type) {
    return type.starts_with("Database") || type == "FeatureUnavailableError" ||
           type == "SerialisationError" || type == "RangeError" || type == "DocNotFoundError";
}

std::string described(const Xapian::Error& error, std::string_view what) {
    std::string message = "cannot " + std::string(what) + ": " + error.get_msg();
    if (const char* text = error.get_error_string()) message += std::string(" (") + text + ")";
    return message;
}

}  // namespace

core::Error translated(const Xapian::Error& error, std::string_view what) {
    const std::string_view type = error.get_type();
    std::string message = described(error, what);
    if (type == "WildcardError")
        return {ErrorCode::invalid_argument, "too many words begin like that",
                "Write more letters before the *."};
    if (type == "QueryParserError") return {ErrorCode::invalid_argument, std::move(message), ""};
    if (type == "DatabaseLockError" || type == "DatabaseModifiedError")
        return {ErrorCode::unavailable, std::move(message),
                "Another process is writing the index; try again."};
    if (is_about_the_machine(error))
        return {ErrorCode::unavailable, std::move(message),
                "Check the rights on the index's folder and the space on its disk."};
    if (is_about_the_index(type))
        return {ErrorCode::data_corrupt, std::move(message), "Run `muniment reindex`."};
    return {ErrorCode::internal, std::move(message), ""};
}

}  // namespace muniment::search
