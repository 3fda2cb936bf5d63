// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/ports/register.h"

namespace muniment::storage {

/// Signs with a person's own SSH key through `ssh-keygen -Y sign`: with a private key file, whose
/// passphrase it asks at the terminal, or with an agent that holds the private half of a public key
/// file. What it answers is checked before it counts. One thread at a time.
class OwnKeySigner : public core::PersonSigner {
  public:
    /// `file` is a private key, with its public half beside it as `file.pub` unless it has no
    /// passphrase, or a public key. Errors: not_found; invalid_argument (no ed25519 key); those of
    /// ssh-keygen as permission_denied; unavailable when it cannot be run.
    [[nodiscard]] static core::Result<std::shared_ptr<const OwnKeySigner>> open(
        const std::filesystem::path& file);

    [[nodiscard]] const std::string& public_key() const override { return public_key_; }
    /// Errors: permission_denied when ssh-keygen refuses or another key answers; unavailable.
    [[nodiscard]] core::Result<std::string> sign(const std::string& payload) const override;

    /// The proof that this key is held by that person of that library: for enrolling it.
    [[nodiscard]] core::Result<std::string> prove(const core::PersonId& person,
                                                  const core::Digest& founding) const;

  private:
    OwnKeySigner(std::filesystem::path file, std::string public_key)
        : file_(std::move(file)), public_key_(std::move(public_key)) {}

    [[nodiscard]] core::Result<std::string> sign_for(std::string_view name_space,
                                                     const std::string& text) const;

    std::filesystem::path file_;
    std::string public_key_;
};

/// The key of a public key file, as `ssh-keygen` writes it: without its comment. Errors: not_found;
/// invalid_argument (no ed25519 key); unavailable.
[[nodiscard]] core::Result<std::string> read_public_key(const std::filesystem::path& file);

}  // namespace muniment::storage
