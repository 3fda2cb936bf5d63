// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/password_rules.h"

#include "core/text.h"
#include "storage/wrapped_key.h"

namespace muniment::storage {

using core::ErrorCode;

core::Status check_new_password(const core::PersonId& person, std::string_view password) {
    if (password.size() < shortest_password) {
        return core::fail(ErrorCode::invalid_argument, "the password is shorter than 8 characters",
                          "Choose several words that nobody would guess.");
    }
    if (password.size() > longest_password) {
        return core::fail(ErrorCode::invalid_argument,
                          "the password is longer than 1,000,000 bytes",
                          "Choose a shorter password.");
    }
    if (!core::is_utf8(password)) {
        return core::fail(ErrorCode::invalid_argument, "the password is not text in UTF-8",
                          "Save the password file as UTF-8, or type the password.");
    }
    if (password == person.text()) {
        return core::fail(ErrorCode::invalid_argument, "the password is the person's own id",
                          "Choose several words that nobody would guess.");
    }
    return {};
}

}  // namespace muniment::storage
