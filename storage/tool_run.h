// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace muniment::storage {

/// How another program ended.
struct ToolRun {
    int status = 0;      ///< its exit status; 128 and the signal when one ended it
    std::string output;  ///< what it wrote
    std::string errors;  ///< and what it complained about
};

/// Runs a program found on the path with these arguments, which no shell sees, and waits for it. It
/// reads `input` and may use the terminal. invalid_argument for an argument with a zero byte;
/// unavailable when it cannot be run.
[[nodiscard]] core::Result<ToolRun> run_tool(const std::vector<std::string>& arguments,
                                             const std::string& input);

}  // namespace muniment::storage
