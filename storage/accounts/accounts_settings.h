// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/accounts/password_rules.h"
#include "storage/accounts/session_store.h"
#include "storage/library_layout.h"

namespace muniment::storage {

/// The part `[accounts]` of muniment.toml. It governs the ways in, and nothing about documents: no
/// event depends on it (docs/decisions/0016-guarding-the-accounts.md).
struct AccountsSettings {
    SessionLimits sessions;               ///< session_idle_minutes, session_hours
    std::chrono::days log_kept{400};      ///< log_days: how long the operations log is kept
    PasswordSettings passwords;           ///< passwords_remembered, password_days
    bool second_factor_required = false;  ///< second_factor: "optional" or "required"
};

/// What is not said is as above. Errors: data_corrupt, for what is no such number.
[[nodiscard]] core::Result<AccountsSettings> read_accounts_settings(const LibraryLayout& layout);

}  // namespace muniment::storage
