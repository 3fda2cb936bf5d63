// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/result.h"

namespace muniment::storage {

/// A secret of 256 random bits: 43 letters and digits, `-` and `_`. Errors: unavailable.
[[nodiscard]] core::Result<std::string> make_random_token();

/// What is kept of such a token. A plain hash is enough, because it cannot be guessed.
[[nodiscard]] std::string stored_form_of_token(const std::string& token);

}  // namespace muniment::storage
