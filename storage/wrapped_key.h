// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "storage/public_key.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// The longest password, in bytes. Any bytes may stand in one.
inline constexpr std::size_t longest_password = 1'000'000;

/// How much work a guess at a password costs: argon2id's limits. Kept with each wrapped key, so
/// that they can be raised later without losing older keys.
struct PasswordCost {
    std::uint64_t operations = 2;
    std::uint64_t memory = 67'108'864;  ///< bytes

    bool operator==(const PasswordCost&) const = default;
};

/// A private key that only its owner's password opens: encrypted (XSalsa20-Poly1305) under a key
/// that argon2id derives from the password. A value; parse_wrapped_key() and render() are inverses.
struct WrappedKey {
    PublicKey public_key;
    PasswordCost cost;
    std::string salt;   ///< 16 bytes
    std::string nonce;  ///< 24 bytes
    std::string box;    ///< 48 bytes: the seed, encrypted and authenticated

    bool operator==(const WrappedKey&) const = default;
};

/// One line of text with a checksum, so that damage is told from a wrong password.
[[nodiscard]] std::string render(const WrappedKey& wrapped);

/// Errors: data_corrupt.
[[nodiscard]] core::Result<WrappedKey> parse_wrapped_key(std::string_view line);

/// Takes as long as `cost` says. Errors: invalid_argument (an empty password, or one that is too
/// long); unavailable (no memory).
[[nodiscard]] core::Result<WrappedKey> wrap(const SecretKey& key, std::string_view password,
                                            PasswordCost cost = {});

/// Takes as long as the key's cost says, right or wrong. Errors: permission_denied (the password is
/// wrong); data_corrupt (it opens, but to another key); unavailable (no memory).
[[nodiscard]] core::Result<SecretKey> unwrap(const WrappedKey& wrapped, std::string_view password);

}  // namespace muniment::storage
