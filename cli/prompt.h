// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/streams.h"
#include "core/result.h"

namespace muniment::cli {

/// Asks for a password on the terminal, without echo. Off a terminal the answer is
/// invalid_argument; the hint `instead` says what to give.
[[nodiscard]] core::Result<std::string> ask_password(const Streams& streams,
                                                     const std::string& question,
                                                     const std::string& instead);

/// Asks a yes-or-no question on the terminal; anything but yes is no. invalid_argument off a
/// terminal, with what to give instead.
[[nodiscard]] core::Result<bool> ask_yes(const Streams& streams, const std::string& question,
                                         const std::string& instead);

}  // namespace muniment::cli
