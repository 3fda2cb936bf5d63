// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/usage_error.h"

#include <string>
#include <vector>

#include "core/text.h"

namespace muniment::cli {
namespace {

constexpr std::size_t longest_shown = 80;

/// The command that the line had come to, and its whole name.
const CLI::App& given_command(const CLI::App& app, std::string& path) {
    const CLI::App* at = &app;
    path = app.get_name();
    while (!at->get_subcommands().empty()) {
        at = at->get_subcommands().front();
        path += " " + at->get_name();
    }
    return *at;
}

std::vector<std::string> words_at(const CLI::App& command, const CLI::App& app, bool options) {
    std::vector<std::string> words;
    if (!options) {
        for (const auto* sub : command.get_subcommands({})) words.push_back(sub->get_name());
        return words;
    }
    for (const auto* place : {&command, &app}) {
        for (const auto* option : place->get_options()) {
            for (const auto& name : option->get_lnames()) words.push_back("--" + name);
        }
    }
    return words;
}

std::string nearest(const std::string& typed, const std::vector<std::string>& words) {
    std::string best;
    std::size_t distance = 3;
    for (const auto& word : words) {
        const std::size_t here = core::edit_distance(typed, word);
        if (here < distance) {
            distance = here;
            best = word;
        }
    }
    return best;
}

core::Error unexpected(const CLI::App& app, const CLI::App& command, const std::string& path,
                       const std::string& typed) {
    const std::string shown = typed.substr(0, longest_shown);
    const bool option = !typed.empty() && typed[0] == '-';
    const bool wants_command = !option && !command.get_subcommands({}).empty();
    const std::string near =
        option || wants_command ? nearest(shown, words_at(command, app, option)) : "";
    core::Error error{core::ErrorCode::invalid_argument,
                      option          ? "there is no option '" + shown + "' here"
                      : wants_command ? "there is no command '" + path + " " + shown + "'"
                                      : "'" + shown + "' is one argument too many",
                      "`" + path + " --help` shows what there is."};
    if (!near.empty()) error.hint = "Did you mean " + near + "? " + error.hint;
    return error;
}

}  // namespace

core::Error usage_error(const CLI::App& app, const CLI::ParseError& error) {
    std::string path;
    const CLI::App& command = given_command(app, path);
    const auto rest = app.remaining(true);
    if (!rest.empty()) return unexpected(app, command, path, rest.front());
    std::string message = error.what();
    if (message == "A subcommand is required") message = "name a command";
    return {core::ErrorCode::invalid_argument, message, "`" + path + " --help` shows how."};
}

}  // namespace muniment::cli
