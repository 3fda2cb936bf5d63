// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ssh_signature.h"

#include <sodium.h>

#include "storage/base64.h"
#include "storage/ssh_wire.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::string_view kind = "SSH SIGNATURE";
constexpr std::string_view magic = "SSHSIG";
constexpr std::string_view hash_name = "sha512";
constexpr std::uint32_t version = 1;

/// What the key really signs: never the message itself, so that no signature made elsewhere with
/// the same key can be passed off as one of these.
std::string signed_bytes(std::string_view name_space, std::string_view message) {
    std::string digest(crypto_hash_sha512_BYTES, '\0');
    crypto_hash_sha512(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(message.data()), message.size());
    std::string out(magic);
    put_string(out, name_space);
    put_string(out, "");
    put_string(out, hash_name);
    put_string(out, digest);
    return out;
}

core::Result<std::string> parse_inner_signature(std::string_view bytes) {
    SshReader reader(bytes);
    MUNIMENT_CHECK(reader.expect_string(PublicKey::type, "signature type"));
    MUNIMENT_TRY(const std::string_view signature, reader.take_string());
    MUNIMENT_CHECK(reader.expect_end());
    if (signature.size() != crypto_sign_BYTES)
        return core::fail(ErrorCode::data_corrupt, "an ed25519 signature has 64 bytes");
    return std::string(signature);
}

core::Result<SshSignature> parse_blob(std::string_view bytes) {
    SshReader reader(bytes);
    MUNIMENT_TRY(const std::string_view start, reader.take(magic.size()));
    if (start != magic) return core::fail(ErrorCode::data_corrupt, "it does not begin as one");
    MUNIMENT_TRY(const std::uint32_t stated, reader.take_uint32());
    if (stated != version) return core::fail(ErrorCode::data_corrupt, "its version is not 1");
    MUNIMENT_TRY(const std::string_view key_blob, reader.take_string());
    MUNIMENT_TRY(const PublicKey signer, PublicKey::from_blob(key_blob));
    MUNIMENT_TRY(const std::string_view name_space, reader.take_string());
    MUNIMENT_CHECK(reader.expect_string("", "reserved field"));
    MUNIMENT_CHECK(reader.expect_string(hash_name, "hash"));
    MUNIMENT_TRY(const std::string_view inner, reader.take_string());
    MUNIMENT_CHECK(reader.expect_end());
    MUNIMENT_TRY(std::string signature, parse_inner_signature(inner));
    return SshSignature{signer, std::string(name_space), std::move(signature)};
}

}  // namespace

core::Result<SshSignature> parse_ssh_signature(std::string_view armour_text) {
    auto parsed = dearmour(kind, armour_text).and_then([](const std::string& bytes) {
        return parse_blob(bytes);
    });
    if (!parsed)
        return core::fail(ErrorCode::data_corrupt,
                          "malformed signature: " + parsed.error().message);
    return parsed;
}

std::string render(const SshSignature& signature) {
    std::string inner;
    put_string(inner, PublicKey::type);
    put_string(inner, signature.signature);
    std::string out(magic);
    put_uint32(out, version);
    put_string(out, signature.signer.blob());
    put_string(out, signature.name_space);
    put_string(out, "");
    put_string(out, hash_name);
    put_string(out, inner);
    return armour(kind, out);
}

std::string sign(const SecretKey& key, std::string_view name_space, std::string_view message) {
    return render(SshSignature{key.public_key(), std::string(name_space),
                               key.sign(signed_bytes(name_space, message))});
}

core::Result<PublicKey> verify(std::string_view armour_text, std::string_view name_space,
                               std::string_view message) {
    MUNIMENT_CHECK(initialise_sodium());
    MUNIMENT_TRY(const SshSignature signature, parse_ssh_signature(armour_text));
    if (signature.name_space != name_space) {
        return core::fail(ErrorCode::data_corrupt, "the signature was made for another use than '" +
                                                       std::string(name_space) + "'");
    }
    const std::string bytes = signed_bytes(name_space, message);
    const int result = crypto_sign_verify_detached(
        reinterpret_cast<const unsigned char*>(signature.signature.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
        reinterpret_cast<const unsigned char*>(signature.signer.bytes().data()));
    if (result != 0) {
        return core::fail(ErrorCode::data_corrupt,
                          "the signature does not fit what it should have signed");
    }
    return signature.signer;
}

}  // namespace muniment::storage
