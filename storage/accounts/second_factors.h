// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/person.h"
#include "storage/accounts/operations_log.h"
#include "storage/accounts/password_guard.h"
#include "storage/secret_key.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// That somebody has a second factor.
struct SecondFactor {
    std::string public_key;  ///< the key that its box opens with
    core::Instant since{};
    std::size_t recovery_codes = 0;  ///< that are left
};

/// What opens a factor's box: StoredKeyRing::derive_secret() for this use.
inline constexpr std::string_view second_factor_use = "muniment second factor 1";

/// The second factors for log-in: one-time passwords by the clock, and ten codes for who has lost
/// the device. The secret lies in a box that only the person's own password opens, so neither
/// accounts.db nor an administrator gives it away; it is over when their key is. Each code works
/// once, also after a restart. Wrong codes count as wrong passwords do, and have a back-off of
/// their own that a right password does not end. Durable on return; one thread at a time. Errors:
/// unavailable, data_corrupt, and as said.
class SecondFactors {
  public:
    static constexpr std::size_t recovery_codes = 10;

    /// All three must outlive this.
    SecondFactors(const Poco::Data::Session& session, const core::Clock& clock,
                  PasswordGuard& guard, OperationsLog& log);
    ~SecondFactors();

    /// The person's factor; nothing when they have none, or the key that it rested on has ended.
    [[nodiscard]] core::Result<std::optional<SecondFactor>> of(const core::Person& person);

    struct SetUp {
        const core::PersonId& person;
        std::string public_key;
        const SecretBytes& opener;
        const SecretBytes& secret;  ///< make_totp_secret()
        std::string code;           ///< shows that the device has taken the secret
    };
    /// The person's factor from now on, in place of an earlier one. Returns the recovery codes,
    /// which nobody can see again. invalid_argument: the code is not of this secret and moment.
    [[nodiscard]] core::Result<std::vector<std::string>> set_up(const SetUp& made,
                                                                const Origin& origin);

    /// Whether the code, or the recovery code, is right; it is used up then. permission_denied if
    /// not, unavailable when there were too many tries, failed_precondition without a factor.
    [[nodiscard]] core::Status check(const core::Person& person, const SecretBytes& opener,
                                     const std::string& code, const Origin& origin);

    /// The earlier ones no longer work.
    [[nodiscard]] core::Result<std::vector<std::string>> renew_recovery_codes(
        const core::PersonId& person, const Origin& origin);

    [[nodiscard]] core::Status remove(const core::PersonId& person, const Origin& origin);

  private:
    /// Whether it is a code of the moment that was not used before; uses it up.
    [[nodiscard]] core::Result<bool> use_code(const core::PersonId& person,
                                              const SecretBytes& opener, const std::string& code);
    [[nodiscard]] core::Result<bool> use_recovery_code(const core::PersonId& person,
                                                       const std::string& code);
    /// Counts a failed try; always fails.
    [[nodiscard]] core::Status refuse(const std::vector<PasswordGuard::Try>& attempts);

    std::unique_ptr<Poco::Data::Session> session_;
    const core::Clock& clock_;
    PasswordGuard& guard_;
    OperationsLog& log_;
};

}  // namespace muniment::storage
