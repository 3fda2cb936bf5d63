// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/program.h"

namespace muniment::test {

/// How a run of the program ended, and what it printed.
struct CliRun {
    int status = 0;
    std::string out;
    std::string err;
};

/// Runs the program in this process, without a terminal.
inline CliRun run_cli(const std::vector<std::string>& words, const std::string& input = {}) {
    std::vector<const char*> line{"muniment"};
    for (const auto& word : words) line.push_back(word.c_str());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        cli::run(static_cast<int>(line.size()), line.data(), cli::Streams{in, out, err});
    return {status, out.str(), err.str()};
}

}  // namespace muniment::test
