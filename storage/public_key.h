// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::storage {

/// An ed25519 public key in the one encoding that every verifier reads alike: a canonical point
/// of the main subgroup, so no two spellings and no key under which anything verifies. A value.
class PublicKey {
  public:
    static constexpr std::size_t size = 32;
    static constexpr std::string_view type = "ssh-ed25519";

    /// Errors: data_corrupt unless 32 bytes that are such a point.
    [[nodiscard]] static core::Result<PublicKey> from_bytes(std::string_view bytes);

    /// From `ssh-ed25519 AAAA...`, without a comment or white space around it. Errors:
    /// invalid_argument.
    [[nodiscard]] static core::Result<PublicKey> parse(std::string_view line);

    /// From what the second word of that line encodes. Errors: data_corrupt.
    [[nodiscard]] static core::Result<PublicKey> from_blob(std::string_view blob);

    [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
    [[nodiscard]] std::string blob() const;
    [[nodiscard]] std::string line() const;

    /// `SHA256:` and 43 characters, as `ssh-keygen -l` prints it.
    [[nodiscard]] std::string fingerprint() const;

    bool operator==(const PublicKey&) const = default;
    auto operator<=>(const PublicKey&) const = default;

  private:
    PublicKey() = default;

    std::array<char, size> bytes_{};
};

}  // namespace muniment::storage
