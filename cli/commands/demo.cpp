// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/demo/build_demo.h"

namespace muniment::cli {

void add_demo_command(CLI::App& app, Context& context) {
    const auto folder = std::make_shared<std::string>();
    auto& command =
        add_command(app, context,
                    {"demo", "Make a finished sample library with people, history and tasks",
                     "muniment demo sample"},
                    [&context, folder]() -> Outcome {
                        MUNIMENT_CHECK(build_demo(*folder, context.streams.out));
                        return ExitStatus::done;
                    });
    command.add_option("DIR", *folder, "A folder that is new or empty")->required();
}

}  // namespace muniment::cli
