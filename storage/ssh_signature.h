// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "storage/public_key.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// What a signature is for: it is signed with it, so one made for the one never counts as the
/// other.
inline constexpr std::string_view git_namespace = "git";
inline constexpr std::string_view key_proof_namespace = "muniment-key";

/// An SSH signature (OpenSSH's PROTOCOL.sshsig, version 1) by an ed25519 key over the SHA-512 of a
/// message: what `ssh-keygen -Y sign` writes and `ssh-keygen -Y verify` reads. A value;
/// parse_ssh_signature() and render() are inverses, byte for byte.
struct SshSignature {
    PublicKey signer;
    std::string name_space;
    std::string signature;  ///< 64 bytes (RFC 8032)

    bool operator==(const SshSignature&) const = default;
};

/// Reads the armour, whose last line ends in a line feed. Only its one canonical form is read:
/// everything else is data_corrupt. It does not say whether the signature is right.
[[nodiscard]] core::Result<SshSignature> parse_ssh_signature(std::string_view armour_text);

[[nodiscard]] std::string render(const SshSignature& signature);

/// Signs a message; the answer is the armour.
[[nodiscard]] std::string sign(const SecretKey& key, std::string_view name_space,
                               std::string_view message);

/// Who signed this message for this use. Whether that key may sign is for the caller to judge.
/// Errors: data_corrupt when the armour is malformed, made for another use, or does not fit the
/// message.
[[nodiscard]] core::Result<PublicKey> verify(std::string_view armour_text,
                                             std::string_view name_space, std::string_view message);

}  // namespace muniment::storage
