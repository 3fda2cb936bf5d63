// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::storage {

/// Makes libsodium ready, once for the process; safe from any thread. unavailable when it cannot.
[[nodiscard]] core::Status initialise_sodium();

/// Standard base64 with padding, on one line.
[[nodiscard]] std::string base64_encode(std::string_view bytes);

/// The inverse; data_corrupt for anything that base64_encode() would not have written.
[[nodiscard]] core::Result<std::string> base64_decode(std::string_view text);

/// The text in lines of 70 characters, each ended by a line feed, between the two marker lines
/// `-----BEGIN KIND-----` and `-----END KIND-----`: what OpenSSH calls armour.
[[nodiscard]] std::string armour(std::string_view kind, std::string_view bytes);

/// The inverse; data_corrupt for anything that armour() would not have written.
[[nodiscard]] core::Result<std::string> dearmour(std::string_view kind, std::string_view text);

}  // namespace muniment::storage
