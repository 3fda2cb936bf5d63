// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/totp.h"

#include <array>
#include <memory>

#include <liboath/oath.h>
#include <sodium.h>

#include "storage/base64.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr unsigned step_length = 30;

core::Status made(int outcome) {
    if (outcome == OATH_OK) return {};
    return core::fail(ErrorCode::internal, std::string("a one-time password could not be made: ") +
                                               oath_strerror(outcome));
}

/// oath_init and oath_done are for programs that use the library's own random numbers; the rest
/// needs them once all the same.
core::Status begin() {
    static const int outcome = oath_init();
    return made(outcome);
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += digits[byte >> 4U];
            encoded += digits[byte & 0xFU];
        }
    }
    return encoded;
}

}  // namespace

std::int64_t totp_step(core::Instant at) {
    return at.time_since_epoch().count() / step_length;
}

core::Result<SecretBytes> make_totp_secret() {
    MUNIMENT_CHECK(initialise_sodium());
    SecretBytes secret(totp_secret_size);
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

core::Result<std::string> totp_code(std::string_view secret, std::int64_t step) {
    MUNIMENT_CHECK(begin());
    std::array<char, totp_digits + 1> code{};
    MUNIMENT_CHECK(made(oath_totp_generate(secret.data(), secret.size(),
                                           static_cast<time_t>(step * step_length), step_length, 0,
                                           totp_digits, code.data())));
    return std::string(code.data());
}

core::Result<std::string> totp_secret_text(std::string_view secret) {
    MUNIMENT_CHECK(begin());
    char* text = nullptr;
    std::size_t size = 0;
    const auto outcome = oath_base32_encode(secret.data(), secret.size(), &text, &size);
    const std::unique_ptr<char, decltype(&std::free)> owner(text, &std::free);
    MUNIMENT_CHECK(made(outcome));
    return std::string(text, size);
}

core::Result<std::string> totp_address(std::string_view secret, std::string_view person,
                                       std::string_view organisation) {
    MUNIMENT_TRY(const auto text, totp_secret_text(secret));
    const std::string issuer = percent_encoded(organisation);
    return "otpauth://totp/" + issuer + ":" + percent_encoded(person) + "?secret=" + text +
           "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace muniment::storage
