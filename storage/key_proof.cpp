// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/key_proof.h"

#include "storage/base64.h"
#include "storage/ssh_signature.h"

namespace muniment::storage {
namespace {

constexpr std::string_view armour_kind = "SSH SIGNATURE";

std::string proven_text(const core::PersonId& person, const core::Digest& founding,
                        const PublicKey& key) {
    const std::string library = founding.text().empty() ? std::string(64, '0') : founding.text();
    return "muniment-key 1\n" + person.text() + "\n" + library + "\n" + key.line() + "\n";
}

}  // namespace

std::string make_key_proof(const core::PersonId& person, const core::Digest& founding,
                           const SecretKey& key) {
    const std::string signature =
        sign(key, key_proof_namespace, proven_text(person, founding, key.public_key()));
    return base64_encode(dearmour(armour_kind, signature).value());
}

core::Status check_key_proof(const core::PersonId& person, const core::Digest& founding,
                             const PublicKey& key, std::string_view proof) {
    MUNIMENT_TRY(const auto bytes, base64_decode(proof));
    MUNIMENT_TRY(const auto signer, verify(armour(armour_kind, bytes), key_proof_namespace,
                                           proven_text(person, founding, key)));
    if (signer == key) return {};
    return core::fail(core::ErrorCode::data_corrupt,
                      "the proof of the key of " + person.text() + " is by another key");
}

}  // namespace muniment::storage
