// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/accounts.h"

#include "storage/accounts/accounts_form.h"

namespace muniment::storage {

namespace {

/// A key ring with what it stands on, for a library that is being founded.
class FoundingKeyRing : public StoredKeyRing {
  public:
    explicit FoundingKeyRing(const Poco::Data::Session& session,
                             std::unique_ptr<PasswordGuard> guard,
                             std::unique_ptr<OperationsLog> log)
        : StoredKeyRing(session, {}, system_clock(), *guard, *log),
          guard_(std::move(guard)),
          log_(std::move(log)) {}

  private:
    std::unique_ptr<PasswordGuard> guard_;
    std::unique_ptr<OperationsLog> log_;
};

}  // namespace

core::Result<Accounts> Accounts::open(const std::filesystem::path& file,
                                      const AccountsOptions& options) {
    MUNIMENT_TRY(const auto session, open_database(file, accounts_form()));
    return Accounts(session, options);
}

Accounts::Accounts(const Poco::Data::Session& session, const AccountsOptions& options)
    : settings_(options.settings),
      guard_(std::make_unique<PasswordGuard>(session, *options.clock)),
      log_(std::make_unique<OperationsLog>(session, *options.clock, settings_.log_kept)),
      key_ring_(std::make_unique<StoredKeyRing>(
          session, StoredKeyRing::Options{options.cost, settings_.passwords}, *options.clock,
          *guard_, *log_)),
      sessions_(std::make_unique<SessionStore>(session, settings_.sessions)),
      browsers_(std::make_unique<KnownBrowsers>(session)),
      tokens_(std::make_unique<TokenStore>(session)),
      second_factors_(std::make_unique<SecondFactors>(session, *options.clock, *guard_, *log_)),
      lock_outs_(std::make_unique<LockOutWatch>(session, *options.clock)),
      high_water_(std::make_unique<HighWater>(session)) {}

core::Result<Accounts> open_accounts(const LibraryLayout& layout) {
    AccountsOptions options;
    MUNIMENT_TRY(options.settings, read_accounts_settings(layout));
    return Accounts::open(layout.accounts(), options);
}

core::Result<std::unique_ptr<core::KeyRing>> open_key_ring(const LibraryLayout& layout) {
    MUNIMENT_TRY(const auto session, open_database(layout.accounts(), accounts_form()));
    const AccountsSettings settings;
    return std::make_unique<FoundingKeyRing>(
        session, std::make_unique<PasswordGuard>(session, system_clock()),
        std::make_unique<OperationsLog>(session, system_clock(), settings.log_kept));
}

}  // namespace muniment::storage
