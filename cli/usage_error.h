// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>

#include "core/error.h"

namespace muniment::cli {

/// What is wrong with a command line, in our words: the one translation of CLI11's failures.
/// Unknown commands and options come with near ones.
[[nodiscard]] core::Error usage_error(const CLI::App& app, const CLI::ParseError& error);

}  // namespace muniment::cli
