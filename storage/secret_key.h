// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "storage/public_key.h"

namespace muniment::storage {

/// Fills memory with zeros in a way that no optimiser removes.
void wipe(void* memory, std::size_t length);

/// Gives memory back to the heap only after wiping it.
template <class T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class U>
    WipingAllocator(const WipingAllocator<U>&) {}

    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* memory, std::size_t count) {
        wipe(memory, count * sizeof(T));
        std::allocator<T>().deallocate(memory, count);
    }
    template <class U>
    bool operator==(const WipingAllocator<U>&) const {
        return true;
    }
};

/// Bytes that are wiped when they are freed, and when they grow.
using SecretBytes = std::vector<char, WipingAllocator<char>>;

[[nodiscard]] inline std::string_view view(const SecretBytes& bytes) {
    return {bytes.data(), bytes.size()};
}

/// An ed25519 private key in memory that is guarded, kept out of core dumps and swap where the
/// system allows it, and wiped at the end. It moves and is never copied; one thread at a time.
class SecretKey {
  public:
    static constexpr std::size_t seed_size = 32;

    /// A new random key. Errors: unavailable (no memory, no random source).
    [[nodiscard]] static core::Result<SecretKey> generate();

    /// The key that this seed stands for. Errors: invalid_argument unless it has 32 bytes;
    /// unavailable (no memory).
    [[nodiscard]] static core::Result<SecretKey> from_seed(std::string_view seed);

    [[nodiscard]] PublicKey public_key() const { return public_key_; }

    /// The seed, from which the key can be made again. The caller keeps it secret.
    [[nodiscard]] SecretBytes seed() const;

    /// Another secret of 32 bytes for one use, from which there is no way back to this one.
    [[nodiscard]] SecretBytes derive(std::string_view use) const;

    /// The 64 bytes of the plain ed25519 signature (RFC 8032).
    [[nodiscard]] std::string sign(std::string_view message) const;

  private:
    struct Free {
        void operator()(unsigned char* memory) const;
    };
    using Memory = std::unique_ptr<unsigned char, Free>;

    SecretKey(Memory memory, PublicKey public_key)
        : memory_(std::move(memory)), public_key_(public_key) {}

    Memory memory_;  ///< seed, then public key: 64 bytes, as libsodium keeps them
    PublicKey public_key_;
};

}  // namespace muniment::storage
