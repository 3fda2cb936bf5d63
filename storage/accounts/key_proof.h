// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/digest.h"
#include "core/names.h"
#include "storage/public_key.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// What a new key signs, namespace `muniment-key`, to prove that its owner holds the private half:
///
///     muniment-key 1
///     PERSON
///     SHA-256 of the founding commit; 64 zeros while there is none
///     ssh-ed25519 AAAA...
///
/// each line ended by a line feed. Whoever enrols a key of their own signs this text with
/// `ssh-keygen -Y sign -n muniment-key`.
[[nodiscard]] std::string key_proof_text(const core::PersonId& person, const core::Digest& founding,
                                         const PublicKey& key);

/// The proof: the signature without its armour, in base64 on one line.
[[nodiscard]] core::Result<std::string> make_key_proof(const core::PersonId& person,
                                                       const core::Digest& founding,
                                                       const SecretKey& key);

/// The proof that an armoured signature holds, as `ssh-keygen -Y sign` writes it. Whether it is
/// right, check_key_proof() says. Errors: invalid_argument when it is no such signature.
[[nodiscard]] core::Result<std::string> proof_of_signature(std::string_view armoured);

/// Errors: invalid_argument when the proof is not by this key, for this person in this library.
[[nodiscard]] core::Status check_key_proof(const core::PersonId& person,
                                           const core::Digest& founding, const PublicKey& key,
                                           std::string_view proof);

}  // namespace muniment::storage
