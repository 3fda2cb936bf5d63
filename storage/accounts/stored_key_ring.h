// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/ports/key_ring.h"
#include "storage/wrapped_key.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// The key ring in accounts.db. A person may have several keys there; the register says which one
/// is valid. Of a code only a hash is kept. Durable on return; one thread at a time.
/// Errors beyond the port's: failed_precondition when unlock() finds no such key here;
/// invalid_argument for a password that check_new_password() refuses, and for a wrong proof.
class StoredKeyRing : public core::KeyRing {
  public:
    /// `cost` is for the keys made from now on.
    StoredKeyRing(const Poco::Data::Session& session, PasswordCost cost);
    ~StoredKeyRing() override;

    [[nodiscard]] core::Result<std::string> make_code(const core::PersonId& person) override;
    [[nodiscard]] core::Status check_code(const core::PersonId& person,
                                          const std::string& code) override;
    [[nodiscard]] core::Status forget_code(const core::PersonId& person) override;

    [[nodiscard]] core::Result<core::NewKey> make_key(const core::PersonId& person,
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

  private:
    std::unique_ptr<Poco::Data::Session> session_;
    PasswordCost cost_;
};

}  // namespace muniment::storage
