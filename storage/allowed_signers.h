// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/person.h"

namespace muniment::storage {

/// A line of `allowed_signers`: one key of one principal, valid from then on (UTC).
[[nodiscard]] std::string signer_line(const core::PersonId& principal, std::string_view public_key,
                                      core::Instant from, std::optional<core::Instant> until);

/// The file after a person changed from `before` to `after`: lines of new keys are appended, and a
/// key that ended gets its last valid second, which is the one before its event. Pure.
[[nodiscard]] std::string changed_allowed_signers(std::string text, const core::Person& before,
                                                  const core::Person& after);

/// The file after the registrar's key changed at `time`: the old key's line gets `until` as above,
/// and the new one is appended. Pure.
[[nodiscard]] std::string changed_registrar(std::string text, std::string_view new_key,
                                            core::Instant time, core::Instant until);

/// Whether the key stands there, valid or not. Pure.
[[nodiscard]] bool names_key(std::string_view text, std::string_view public_key);

}  // namespace muniment::storage
