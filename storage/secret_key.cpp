// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/secret_key.h"

#include <sodium.h>

#include "storage/base64.h"

namespace muniment::storage {

using core::ErrorCode;

void wipe(void* memory, std::size_t length) {
    sodium_memzero(memory, length);
}

void SecretKey::Free::operator()(unsigned char* memory) const {
    sodium_free(memory);
}

core::Result<SecretKey> SecretKey::generate() {
    MUNIMENT_CHECK(initialise_sodium());
    SecretBytes seed(seed_size);
    randombytes_buf(seed.data(), seed.size());
    return from_seed(view(seed));
}

core::Result<SecretKey> SecretKey::from_seed(std::string_view seed) {
    MUNIMENT_CHECK(initialise_sodium());
    if (seed.size() != seed_size)
        return core::fail(ErrorCode::invalid_argument, "the seed of a key has 32 bytes");
    Memory memory(static_cast<unsigned char*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
    if (!memory) {
        return core::fail(ErrorCode::unavailable, "no memory for a private key",
                          "Give it more memory and try again.");
    }
    std::string public_bytes(PublicKey::size, '\0');
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(public_bytes.data()), memory.get(),
                             reinterpret_cast<const unsigned char*>(seed.data()));
    MUNIMENT_TRY(const PublicKey public_key, PublicKey::from_bytes(public_bytes));
    return SecretKey(std::move(memory), public_key);
}

SecretBytes SecretKey::seed() const {
    const auto* start = reinterpret_cast<const char*>(memory_.get());
    return {start, start + seed_size};
}

SecretBytes SecretKey::derive(std::string_view use) const {
    SecretBytes derived(seed_size);
    crypto_generichash(reinterpret_cast<unsigned char*>(derived.data()), derived.size(),
                       reinterpret_cast<const unsigned char*>(use.data()), use.size(),
                       memory_.get(), seed_size);
    return derived;
}

std::string SecretKey::sign(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                         memory_.get());
    return signature;
}

}  // namespace muniment::storage
