// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_tree.h"

#include <algorithm>

#include "core/text.h"

namespace muniment::cli {

CLI::App& add_command(CLI::App& parent, Context& context, const CommandText& text,
                      std::function<Outcome()> act) {
    CLI::App& command = *parent.add_subcommand(text.name, text.description);
    command.fallthrough();
    command.footer("Global options such as -L, --as and --json: muniment --help\n\nExample:\n  " +
                   text.example);
    command.callback([&context, act = std::move(act)] { context.action = act; });
    return command;
}

CLI::Validator one_of(const std::vector<std::string>& values) {
    return CLI::Validator(
        [values](std::string& given) {
            if (std::find(values.begin(), values.end(), given) != values.end()) {
                return std::string();
            }
            return "'" + given.substr(0, 80) + "' is none of " + core::join(values, ", ");
        },
        "");
}

CLI::App& add_noun(CLI::App& parent, const std::string& name, const std::string& description) {
    CLI::App& noun = *parent.add_subcommand(name, description);
    noun.fallthrough();
    noun.require_subcommand(1);
    return noun;
}

}  // namespace muniment::cli
