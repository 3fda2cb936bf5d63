// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// Keeps the registrar's private key in a file of mode 0600, in OpenSSH's own format without a
/// passphrase, so that `ssh-keygen` reads it too. Durable on return. Errors: already_exists (no key
/// is ever overwritten); unavailable.
[[nodiscard]] core::Status write_registrar_key(const std::filesystem::path& file,
                                               const SecretKey& key);

/// Reads what write_registrar_key() or `ssh-keygen -t ed25519 -N ""` wrote, and nothing else.
/// Errors: not_found; failed_precondition (others may read it); data_corrupt; unavailable.
[[nodiscard]] core::Result<SecretKey> read_registrar_key(const std::filesystem::path& file);

}  // namespace muniment::storage
