// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/public_key.h"

#include <algorithm>
#include <set>
#include <string>

#include <sodium.h>

#include "storage/base64.h"
#include "storage/ssh_wire.h"

namespace muniment::storage {

using core::ErrorCode;

namespace {

/// Whether the bytes are a point of the curve, and no weak one. It costs as much as verifying a
/// signature, and a library has few keys in many commits: those found good are remembered.
bool is_valid_point(std::string_view bytes) {
    constexpr std::size_t most_remembered = 1000;
    thread_local std::set<std::string, std::less<>> good;
    if (good.find(bytes) != good.end()) return true;
    if (crypto_core_ed25519_is_valid_point(reinterpret_cast<const unsigned char*>(bytes.data())) !=
        1)
        return false;
    if (good.size() >= most_remembered) good.clear();
    good.emplace(bytes);
    return true;
}

}  // namespace

core::Result<PublicKey> PublicKey::from_bytes(std::string_view bytes) {
    MUNIMENT_CHECK(initialise_sodium());
    if (bytes.size() != size)
        return core::fail(ErrorCode::data_corrupt, "an ed25519 key has 32 bytes");
    if (!is_valid_point(bytes)) {
        return core::fail(ErrorCode::data_corrupt,
                          "the ed25519 key is weak or not in canonical form");
    }
    PublicKey key;
    std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
    return key;
}

core::Result<PublicKey> PublicKey::from_blob(std::string_view blob) {
    SshReader reader(blob);
    MUNIMENT_CHECK(reader.expect_string(type, "key type"));
    MUNIMENT_TRY(const std::string_view bytes, reader.take_string());
    MUNIMENT_CHECK(reader.expect_end());
    return from_bytes(bytes);
}

core::Result<PublicKey> PublicKey::parse(std::string_view line) {
    const std::string hint =
        "Give the line that `ssh-keygen -t ed25519` wrote into its .pub file, without the comment.";
    const std::string start = std::string(type) + " ";
    if (!line.starts_with(start))
        return core::fail(ErrorCode::invalid_argument, "not an ssh-ed25519 public key", hint);
    auto key = base64_decode(line.substr(start.size())).and_then([](const std::string& blob) {
        return from_blob(blob);
    });
    if (!key) {
        return core::fail(ErrorCode::invalid_argument,
                          "not an ssh-ed25519 public key: " + key.error().message, hint);
    }
    return key;
}

std::string PublicKey::blob() const {
    std::string out;
    put_string(out, type);
    put_string(out, bytes());
    return out;
}

std::string PublicKey::line() const {
    return std::string(type) + " " + base64_encode(blob());
}

std::string PublicKey::fingerprint() const {
    const std::string encoded = blob();
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(encoded.data()), encoded.size());
    std::string text = base64_encode(digest);
    text.erase(text.find('='));
    return "SHA256:" + text;
}

}  // namespace muniment::storage
