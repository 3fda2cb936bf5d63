// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <exception>
#include <iostream>

#include <unistd.h>

#include "cli/program.h"

int main(int argc, char** argv) {
    try {
        std::ios::sync_with_stdio(false);
        const muniment::cli::Streams streams{std::cin,
                                             std::cout,
                                             std::cerr,
                                             ::isatty(STDIN_FILENO) == 1,
                                             ::isatty(STDOUT_FILENO) == 1,
                                             ::isatty(STDERR_FILENO) == 1};
        return muniment::cli::run(argc, argv, streams);
    } catch (const std::exception& defect) {
        std::cerr << "muniment: this is a defect in Muniment: " << defect.what() << '\n';
        return static_cast<int>(muniment::cli::ExitStatus::internal);
    }
}
