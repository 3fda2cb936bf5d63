// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>

#include "tests/support/temporary_folder.h"

namespace muniment::test {

struct CommandOutput {
    int status = 0;    ///< exit status, or 128 and the signal
    std::string text;  ///< standard output, then standard error
};

/// Runs a real program with these arguments (no shell sees them) and this standard input.
[[nodiscard]] inline CommandOutput run_command(const std::vector<std::string>& arguments,
                                               const std::string& input = {}) {
    const TemporaryFolder folder;
    write_file(folder.path() / "input", input);
    std::string line;
    for (const std::string& argument : arguments) {
        line += "'";
        for (const char c : argument) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
        line += "' ";
    }
    line += "< '" + (folder.path() / "input").string() + "' 2> '" +
            (folder.path() / "errors").string() + "'";
    FILE* pipe = ::popen(line.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + arguments.front());
    CommandOutput output;
    char buffer[4096];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe))
        output.text.append(buffer, count);
    const int status = ::pclose(pipe);
    output.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    output.text += read_file(folder.path() / "errors");
    return output;
}

}  // namespace muniment::test
