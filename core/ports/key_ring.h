// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/ports/register.h"

namespace muniment::core {

/// For whom a key is made; their passwords must not be made of these words.
struct KeyOwner {
    PersonId id;
    std::string name;          ///< printed name
    std::string organisation;  ///< whose library it is
};

/// The secrets of this installation: wrapped private keys and one-time codes. Never evidence: all
/// that it holds can be lost, and people then enrol anew. Durable on return. Not thread-safe.
/// Errors: unavailable, data_corrupt, and permission_denied where a secret is wrong.
class KeyRing {
  public:
    virtual ~KeyRing() = default;

    /// A fresh one-time code, which ends after some days; the person's earlier ones end now.
    [[nodiscard]] virtual Result<std::string> make_code(const PersonId& person) = 0;
    [[nodiscard]] virtual Status check_code(const PersonId& person, const std::string& code) = 0;
    [[nodiscard]] virtual Status forget_code(const PersonId& person) = 0;

    /// Makes a key pair and keeps the private half wrapped under the password.
    /// `founding` is default-made for the first administrator; `statement` is the text accepted.
    /// invalid_argument for a password that the rules refuse.
    [[nodiscard]] virtual Result<NewKey> make_key(const KeyOwner& owner,
                                                  const std::string& password,
                                                  const Digest& founding,
                                                  std::string_view statement) = 0;

    /// The newest key made for the person, whether or not the register knows it.
    [[nodiscard]] virtual Result<std::optional<NewKey>> newest_key(const PersonId& person) = 0;

    /// The signer of that public key; permission_denied for a wrong password.
    [[nodiscard]] virtual Result<std::unique_ptr<PersonSigner>> unlock(
        const PersonId& person, const std::string& public_key, const std::string& password) = 0;

    /// Whether the proof is by this key, for this person in this library. Pure.
    [[nodiscard]] virtual Status check_proof(const PersonId& person, const Digest& founding,
                                             const NewKey& key) const = 0;
};

}  // namespace muniment::core
