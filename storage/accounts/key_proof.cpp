// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/key_proof.h"

#include "storage/base64.h"
#include "storage/ssh_signature.h"

namespace muniment::storage {

namespace {

constexpr std::string_view armour_kind = "SSH SIGNATURE";

core::Result<PublicKey> signer_of(std::string_view proof, std::string_view text) {
    MUNIMENT_TRY(const std::string blob, base64_decode(proof));
    return verify(armour(armour_kind, blob), key_proof_namespace, text);
}

}  // namespace

std::string key_proof_text(const core::PersonId& person, const core::Digest& founding,
                           const PublicKey& key) {
    const std::string library = founding.text().empty() ? std::string(64, '0') : founding.text();
    return "muniment-key 1\n" + person.text() + "\n" + library + "\n" + key.line() + "\n";
}

core::Result<std::string> make_key_proof(const core::PersonId& person, const core::Digest& founding,
                                         const SecretKey& key) {
    const std::string text = key_proof_text(person, founding, key.public_key());
    MUNIMENT_TRY(const std::string blob,
                 dearmour(armour_kind, sign(key, key_proof_namespace, text)));
    return base64_encode(blob);
}

core::Result<std::string> proof_of_signature(std::string_view armoured) {
    const auto signature = parse_ssh_signature(armoured);
    if (!signature || signature->name_space != key_proof_namespace) {
        return core::fail(core::ErrorCode::invalid_argument,
                          "this is not an SSH signature for the enrolment of a key",
                          "Sign the text with `ssh-keygen -Y sign -n muniment-key -f KEY`, with an "
                          "ed25519 key.");
    }
    MUNIMENT_TRY(const std::string blob, dearmour(armour_kind, armoured));
    return base64_encode(blob);
}

core::Status check_key_proof(const core::PersonId& person, const core::Digest& founding,
                             const PublicKey& key, std::string_view proof) {
    const auto signer = signer_of(proof, key_proof_text(person, founding, key));
    if (signer && *signer == key) return {};
    return core::fail(
        core::ErrorCode::invalid_argument,
        "the proof was not made with this key, by " + person.text() + " for this library",
        "Sign the proof again with the key that shall be enrolled.");
}

}  // namespace muniment::storage
