// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/wrapped_key.h"

#include <charconv>
#include <vector>

#include <sodium.h>

#include "core/text.h"
#include "storage/base64.h"
#include "storage/digest.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::string_view form = "muniment-key-1";
constexpr std::size_t box_size = SecretKey::seed_size + crypto_secretbox_MACBYTES;
// A damaged or forged record must not make the program take all memory or run for ever.
constexpr std::uint64_t most_operations = 64;
constexpr std::uint64_t most_memory = 1ULL << 32;

unsigned char* data_of(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}
const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string random_bytes(std::size_t length) {
    std::string bytes(length, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

tl::unexpected<core::Error> damaged() {
    return core::fail(ErrorCode::data_corrupt, "a wrapped private key is damaged",
                      "Restore accounts.db from a backup, or have the person enrol anew.");
}

core::Status check_length(std::string_view password) {
    if (password.empty()) {
        return core::fail(ErrorCode::invalid_argument, "the password is empty",
                          "Choose a password of several words.");
    }
    if (password.size() > longest_password) {
        return core::fail(ErrorCode::invalid_argument,
                          "the password is longer than 1,000,000 bytes",
                          "Choose a shorter password.");
    }
    return {};
}

core::Result<SecretBytes> derive(std::string_view password, const PasswordCost& cost,
                                 std::string_view salt) {
    SecretBytes derived(crypto_secretbox_KEYBYTES);
    if (crypto_pwhash(reinterpret_cast<unsigned char*>(derived.data()), derived.size(),
                      password.data(), password.size(), data_of(salt), cost.operations,
                      static_cast<std::size_t>(cost.memory), crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return core::fail(ErrorCode::unavailable, "not enough memory to check a password",
                          "Try again when fewer people sign at once, or add memory.");
    }
    return derived;
}

core::Result<std::uint64_t> parse_number(const std::string& text, std::uint64_t least,
                                         std::uint64_t most) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || std::to_string(number) != text || number < least ||
        number > most) {
        return damaged();
    }
    return number;
}

core::Result<std::string> parse_bytes(const std::string& text, std::size_t length) {
    MUNIMENT_TRY(std::string bytes, base64_decode(text));
    if (bytes.size() != length) return damaged();
    return bytes;
}

core::Result<WrappedKey> parse_parts(const std::vector<std::string>& parts) {
    if (parts.size() != 7 || parts[0] != form) return damaged();
    MUNIMENT_TRY(const std::string public_bytes, base64_decode(parts[1]));
    MUNIMENT_TRY(const PublicKey public_key, PublicKey::from_bytes(public_bytes));
    PasswordCost cost;
    MUNIMENT_TRY(cost.operations,
                 parse_number(parts[2], crypto_pwhash_OPSLIMIT_MIN, most_operations));
    MUNIMENT_TRY(cost.memory, parse_number(parts[3], crypto_pwhash_MEMLIMIT_MIN, most_memory));
    MUNIMENT_TRY(std::string salt, parse_bytes(parts[4], crypto_pwhash_SALTBYTES));
    MUNIMENT_TRY(std::string nonce, parse_bytes(parts[5], crypto_secretbox_NONCEBYTES));
    MUNIMENT_TRY(std::string box, parse_bytes(parts[6], box_size));
    return WrappedKey{public_key, cost, std::move(salt), std::move(nonce), std::move(box)};
}

}  // namespace

std::string render(const WrappedKey& wrapped) {
    const std::string line = core::join(
        {std::string(form), base64_encode(wrapped.public_key.bytes()),
         std::to_string(wrapped.cost.operations), std::to_string(wrapped.cost.memory),
         base64_encode(wrapped.salt), base64_encode(wrapped.nonce), base64_encode(wrapped.box)},
        "$");
    return line + "$" + sha256(line).text();
}

core::Result<WrappedKey> parse_wrapped_key(std::string_view line) {
    const std::size_t checksum_at = line.rfind('$');
    if (checksum_at == std::string_view::npos) return damaged();
    const std::string_view body = line.substr(0, checksum_at);
    if (sha256(body).text() != line.substr(checksum_at + 1)) return damaged();
    auto wrapped = parse_parts(core::split(body, '$'));
    if (!wrapped) return damaged();
    return wrapped;
}

core::Result<WrappedKey> wrap(const SecretKey& key, std::string_view password, PasswordCost cost) {
    MUNIMENT_CHECK(initialise_sodium());
    MUNIMENT_CHECK(check_length(password));
    WrappedKey wrapped{key.public_key(), cost, random_bytes(crypto_pwhash_SALTBYTES),
                       random_bytes(crypto_secretbox_NONCEBYTES), std::string(box_size, '\0')};
    MUNIMENT_TRY(const SecretBytes derived, derive(password, cost, wrapped.salt));
    const SecretBytes seed = key.seed();
    crypto_secretbox_easy(data_of(wrapped.box), data_of(view(seed)), seed.size(),
                          data_of(std::string_view(wrapped.nonce)), data_of(view(derived)));
    return wrapped;
}

core::Result<SecretKey> unwrap(const WrappedKey& wrapped, std::string_view password) {
    MUNIMENT_CHECK(initialise_sodium());
    if (wrapped.salt.size() != crypto_pwhash_SALTBYTES ||
        wrapped.nonce.size() != crypto_secretbox_NONCEBYTES || wrapped.box.size() != box_size) {
        return damaged();
    }
    const bool possible = check_length(password).has_value();
    MUNIMENT_TRY(const SecretBytes derived,
                 derive(possible ? password : std::string_view(""), wrapped.cost, wrapped.salt));
    SecretBytes seed(SecretKey::seed_size);
    const int opened = crypto_secretbox_open_easy(
        reinterpret_cast<unsigned char*>(seed.data()), data_of(std::string_view(wrapped.box)),
        wrapped.box.size(), data_of(std::string_view(wrapped.nonce)), data_of(view(derived)));
    if (!possible || opened != 0) {
        return core::fail(ErrorCode::permission_denied, "the password is wrong",
                          "Try again; an administrator can reset a forgotten one.");
    }
    MUNIMENT_TRY(SecretKey key, SecretKey::from_seed(view(seed)));
    if (key.public_key() != wrapped.public_key) return damaged();
    return key;
}

}  // namespace muniment::storage
