// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/person.h"
#include "core/ports/key_ring.h"
#include "storage/accounts/former_passwords.h"
#include "storage/accounts/operations_log.h"
#include "storage/accounts/password_guard.h"
#include "storage/accounts/password_rules.h"
#include "storage/wrapped_key.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// The key ring in accounts.db. A person may have several keys there; the register says which one
/// is valid. Of a code only a hash is kept. Each password that is tried is counted by the guard and
/// each failure noted in the log, whoever asks. A password that is too old still opens its key,
/// but what is unlocked with it does not sign. Durable on return; one thread at a time.
/// Errors beyond the port's: unavailable when there were too many tries; failed_precondition when
/// unlock() finds no such key here; invalid_argument for a password that check_new_password()
/// refuses, and for a wrong proof.
class StoredKeyRing : public core::KeyRing {
  public:
    struct Options {
        PasswordCost cost;  ///< of the keys made from now on
        PasswordSettings passwords;
    };

    /// `clock`, `guard` and `log` must outlive this.
    StoredKeyRing(const Poco::Data::Session& session, const Options& options,
                  const core::Clock& clock, PasswordGuard& guard, OperationsLog& log);
    ~StoredKeyRing() override;

    [[nodiscard]] core::Result<std::string> make_code(const core::PersonId& person) override;
    [[nodiscard]] core::Status check_code(const core::PersonId& person,
                                          const std::string& code) override;
    [[nodiscard]] core::Status forget_code(const core::PersonId& person) override;

    [[nodiscard]] core::Result<core::NewKey> make_key(const core::KeyOwner& owner,
                                                      const std::string& password,
                                                      const core::Digest& founding,
                                                      std::string_view statement) override;
    [[nodiscard]] core::Result<std::optional<core::NewKey>> newest_key(
        const core::PersonId& person) override;
    [[nodiscard]] core::Result<std::unique_ptr<core::PersonSigner>> unlock(
        const core::PersonId& person, const std::string& public_key,
        const std::string& password) override;
    [[nodiscard]] core::Status check_proof(const core::PersonId& person,
                                           const core::Digest& founding,
                                           const core::NewKey& key) const override;

    /// The newest valid key of the person that is kept here. failed_precondition: none is.
    [[nodiscard]] core::Result<std::string> key_here(const core::Person& person);

    /// Wraps the same key anew, under another password; the register knows nothing of it.
    /// Errors besides: invalid_argument for a new password that is or was theirs; conflict when it
    /// was changed in this moment.
    [[nodiscard]] core::Status change_password(const core::KeyOwner& owner,
                                               const std::string& public_key,
                                               const std::string& old_password,
                                               const std::string& new_password);

    /// Whether the password of that key has to be changed before anything is signed with it.
    [[nodiscard]] core::Result<bool> is_too_old(const core::PersonId& person,
                                                const std::string& public_key);

    /// A secret of 32 bytes that only who has the password can make again: for this use alone, and
    /// for as long as the person has this key.
    [[nodiscard]] core::Result<SecretBytes> derive_secret(const core::PersonId& person,
                                                          const std::string& public_key,
                                                          const std::string& password,
                                                          std::string_view use);

    /// Whether the private half of that key is kept here, under the person's password.
    [[nodiscard]] core::Result<bool> holds(const core::PersonId& person,
                                           const std::string& public_key);

    /// From where the passwords come that are tried from now on.
    void arrive(const Origin& origin) { origin_ = origin; }
    [[nodiscard]] const Origin& origin() const { return origin_; }

    /// Under what tries are counted and noted for who is nobody. People type passwords where their
    /// id belongs, so that it is not kept as it was typed.
    [[nodiscard]] static std::string account_of_nobody(const std::string& typed_id);

    /// For who has no key to try the password on, or is nobody: counts and takes as long as a wrong
    /// password does. Always fails, permission_denied if nothing else.
    [[nodiscard]] core::Status refuse(const std::string& typed_id, const std::string& password);

  private:
    struct Stored {
        std::string wrapped;
        std::int64_t password_set = 0;
        bool remembered = false;
    };
    [[nodiscard]] core::Result<Stored> find(const core::PersonId& person,
                                            const std::string& public_key);
    /// Opens it with the password, which is counted by the guard.
    [[nodiscard]] core::Result<SecretKey> open(const core::PersonId& person, const Stored& stored,
                                               const std::string& password);
    [[nodiscard]] bool is_too_old(const Stored& stored) const;
    [[nodiscard]] core::Status check_choice(const core::KeyOwner& owner,
                                            const std::string& password);
    /// Counts a wrong code against the address that it comes from, and notes it; a right one always
    /// works, so that nobody can keep the owner from enrolling. unavailable for one too many.
    [[nodiscard]] core::Status note_wrong_code(const core::PersonId& person);
    /// Counts a failed try and returns the refusal.
    [[nodiscard]] core::Status note_failure(const PasswordGuard::Try& attempt);

    std::unique_ptr<Poco::Data::Session> session_;
    Options options_;
    const core::Clock& clock_;
    PasswordGuard& guard_;
    OperationsLog& log_;
    FormerPasswords former_;
    Origin origin_;
};

}  // namespace muniment::storage
