// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/bash_completion.h"
#include "cli/command_tree.h"
#include "cli/commands/commands.h"

namespace muniment::cli {

void add_completion_command(CLI::App& app, Context& context) {
    const auto shell = std::make_shared<std::string>();
    auto& command = add_command(app, context,
                                {"completion", "Print a script that completes commands in a shell",
                                 "source <(muniment completion bash)"},
                                [&context, &app]() -> Outcome {
                                    context.streams.out << bash_completion(app);
                                    return ExitStatus::done;
                                });
    command.add_option("SHELL", *shell, "bash")->required()->check(one_of({"bash"}));
    // The option refers to the word; the command keeps it.
    command.preparse_callback([shell](std::size_t) {});
}

}  // namespace muniment::cli
