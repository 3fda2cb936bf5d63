// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/accounts/accounts.h"

namespace muniment::storage {

/// What a person gives to change their password.
struct PasswordChange {
    const core::Person& person;
    std::string organisation;
    std::string old_password;
    std::string new_password;
    std::string kept_session;  ///< id of the session that it is done in; empty: none is kept
};

/// Wraps the person's key anew, ends their other sessions, and notes it. Tokens stay: they were
/// given to programs, and each can be revoked by itself. Durable on return. Errors: those of
/// StoredKeyRing::change_password; failed_precondition for who has no key here.
[[nodiscard]] core::Status change_password(Accounts& accounts, const PasswordChange& change);

}  // namespace muniment::storage
