// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/time.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// Time-based one-time passwords (RFC 6238): SHA-1, six digits, a new one every 30 seconds, which
/// is what every authenticator program knows.
inline constexpr std::size_t totp_secret_size = 20;
inline constexpr std::size_t totp_digits = 6;

/// The number of the time step that the instant lies in.
[[nodiscard]] std::int64_t totp_step(core::Instant at);

/// A new random secret. Errors: unavailable.
[[nodiscard]] core::Result<SecretBytes> make_totp_secret();

/// The six digits of a step. Errors: internal.
[[nodiscard]] core::Result<std::string> totp_code(std::string_view secret, std::int64_t step);

/// The secret as people type it: base32, in capitals. Errors: internal.
[[nodiscard]] core::Result<std::string> totp_secret_text(std::string_view secret);

/// What the QR code says, and what a link on the same machine opens.
[[nodiscard]] core::Result<std::string> totp_address(std::string_view secret,
                                                     std::string_view person,
                                                     std::string_view organisation);

}  // namespace muniment::storage
