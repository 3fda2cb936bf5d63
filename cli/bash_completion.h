// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <CLI/App.hpp>

namespace muniment::cli {

/// A bash script that completes commands, options and file names, made from the command tree.
[[nodiscard]] std::string bash_completion(const CLI::App& app);

}  // namespace muniment::cli
