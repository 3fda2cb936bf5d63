// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::storage {

/// How long a code works, for an invitation as for a reset. Long enough for a letter or somebody's
/// few days off; a link that lies forgotten in a mailbox must not make anybody a person for ever.
/// web/messages tells people the same number.
inline constexpr std::chrono::days code_lifetime{7};

/// A new random code with which one person enrols once: 20 letters and digits, without those that
/// look alike (about 115 bits). Errors: unavailable.
[[nodiscard]] core::Result<std::string> make_one_time_code();

/// What is kept of a code: it tells a right one, but nobody can enrol with it. A plain keyed hash
/// is enough, because a code is random and cannot be guessed as a password can.
[[nodiscard]] std::string stored_form_of_code(std::string_view code);

/// Whether this is the code; takes as long either way.
[[nodiscard]] bool is_code(std::string_view code, std::string_view stored_form);

}  // namespace muniment::storage
