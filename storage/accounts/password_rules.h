// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string_view>

#include "core/ports/key_ring.h"

namespace muniment::storage {

/// The fewest bytes that a new password may have.
inline constexpr std::size_t shortest_password = 8;

/// The most guesses, as a power of two, after which a password still counts as easily guessed:
/// about a million. With ten guesses a minute (PasswordGuard) that is ten weeks; whoever has stolen
/// accounts.db needs a day.
inline constexpr double easily_guessed = 20;

/// What an installation asks of passwords besides: `[accounts]` of muniment.toml.
struct PasswordSettings {
    std::size_t remembered = 5;  ///< so many of a person's passwords are not taken again
    std::chrono::days age{0};    ///< after which one must be changed; zero: never
};

/// Whether the person may choose this password: 8 bytes to 1,000 characters; not their id, their
/// printed name or a part of it, however written; and not among the first that anybody tries.
/// Errors: invalid_argument, with the rule that it breaks; unavailable (no memory).
[[nodiscard]] core::Status check_new_password(const core::KeyOwner& owner,
                                              std::string_view password);

}  // namespace muniment::storage
