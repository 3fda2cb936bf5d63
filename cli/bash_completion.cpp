// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bash_completion.h"

#include <set>
#include <vector>

#include "core/text.h"

namespace muniment::cli {
namespace {

struct Completions {
    std::vector<std::string> paths;      ///< `muniment draft create`, quoted
    std::string words;                   ///< a case for each path
    std::set<std::string> file_options;  ///< what a file name follows
};

void add_option_words(const CLI::App& command, std::vector<std::string>& words,
                      std::set<std::string>& file_options) {
    for (const auto* option : command.get_options()) {
        for (const auto& name : option->get_lnames()) {
            words.push_back("--" + name);
            if (option->get_type_name() == "FILE") file_options.insert("--" + name);
        }
    }
}

void add_command(const CLI::App& command, const CLI::App& root, const std::string& path,
                 Completions& completions) {
    std::vector<std::string> words;
    for (const auto* sub : command.get_subcommands({})) words.push_back(sub->get_name());
    add_option_words(command, words, completions.file_options);
    if (&command != &root) add_option_words(root, words, completions.file_options);
    completions.paths.push_back("'" + path + "'");
    completions.words += "        '" + path + "') words='" + core::join(words, " ") + "' ;;\n";
    for (const auto* sub : command.get_subcommands({})) {
        add_command(*sub, root, path + " " + sub->get_name(), completions);
    }
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
    Completions completions;
    add_command(app, app, app.get_name(), completions);
    const std::vector<std::string> files(completions.file_options.begin(),
                                         completions.file_options.end());
    return "# Completes muniment in bash. Load it with: source <(muniment completion bash)\n"
           "_muniment() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} path=muniment words='' i\n"
           "    case ${COMP_WORDS[COMP_CWORD - 1]} in\n"
           "        " +
           core::join(files, " | ") +
           ") mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;\n"
           "        -L | --library) mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;\n"
           "    esac\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        case \"$path ${COMP_WORDS[i]}\" in\n"
           "            " +
           core::join(completions.paths, " | ") +
           ") path=\"$path ${COMP_WORDS[i]}\" ;;\n"
           "        esac\n"
           "    done\n"
           "    case $path in\n" +
           completions.words +
           "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
           "}\n"
           "complete -o default -F _muniment muniment\n";
}

}  // namespace muniment::cli
