// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "storage/accounts/accounts_settings.h"
#include "storage/accounts/high_water.h"
#include "storage/accounts/known_browsers.h"
#include "storage/accounts/lock_outs.h"
#include "storage/accounts/second_factors.h"
#include "storage/accounts/session_store.h"
#include "storage/accounts/stored_key_ring.h"
#include "storage/accounts/token_store.h"
#include "storage/library_layout.h"
#include "storage/system_clock.h"

namespace muniment::storage {

struct AccountsOptions {
    PasswordCost cost{};                         ///< of keys made from now on
    const core::Clock* clock = &system_clock();  ///< for lock-out and log; must outlive Accounts
    AccountsSettings settings{};
};

/// accounts.db: what is secret or passing, and never evidence. Each write is durable on return. One
/// thread at a time; open one for each thread, and in as many processes as there are.
class Accounts {
  public:
    /// Opens the file, or makes it, of mode 0600; a file of an older form is brought to the newer
    /// one. Errors: data_corrupt (damaged, or not ours), failed_precondition (a newer program wrote
    /// it; others may read it), unavailable.
    [[nodiscard]] static core::Result<Accounts> open(const std::filesystem::path& file,
                                                     const AccountsOptions& options = {});

    /// From where the passwords come that are tried from now on.
    void arrive(const Origin& origin) { key_ring_->arrive(origin); }
    [[nodiscard]] const Origin& origin() const { return key_ring_->origin(); }

    [[nodiscard]] const AccountsSettings& settings() const { return settings_; }
    [[nodiscard]] StoredKeyRing& key_ring() { return *key_ring_; }
    [[nodiscard]] PasswordGuard& guard() { return *guard_; }
    [[nodiscard]] SessionStore& sessions() { return *sessions_; }
    [[nodiscard]] KnownBrowsers& browsers() { return *browsers_; }
    [[nodiscard]] TokenStore& tokens() { return *tokens_; }
    [[nodiscard]] SecondFactors& second_factors() { return *second_factors_; }
    [[nodiscard]] OperationsLog& log() { return *log_; }
    [[nodiscard]] LockOutWatch& lock_outs() { return *lock_outs_; }
    [[nodiscard]] HighWater& high_water() { return *high_water_; }

  private:
    Accounts(const Poco::Data::Session& session, const AccountsOptions& options);

    AccountsSettings settings_;
    std::unique_ptr<PasswordGuard> guard_;
    std::unique_ptr<OperationsLog> log_;
    std::unique_ptr<StoredKeyRing> key_ring_;
    std::unique_ptr<SessionStore> sessions_;
    std::unique_ptr<KnownBrowsers> browsers_;
    std::unique_ptr<TokenStore> tokens_;
    std::unique_ptr<SecondFactors> second_factors_;
    std::unique_ptr<LockOutWatch> lock_outs_;
    std::unique_ptr<HighWater> high_water_;
};

/// The accounts of a library, as its settings have them. Errors as Accounts::open's, and those of
/// read_accounts_settings().
[[nodiscard]] core::Result<Accounts> open_accounts(const LibraryLayout& layout);

/// The key ring alone, in the accounts.db of a library that is being founded. Errors as above.
[[nodiscard]] core::Result<std::unique_ptr<core::KeyRing>> open_key_ring(
    const LibraryLayout& layout);

}  // namespace muniment::storage
