// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <CLI/App.hpp>

#include "cli/context.h"

namespace muniment::cli {

/// A command for `muniment NAME`, with what `--help` says: one sentence, and an example.
struct CommandText {
    std::string name;
    std::string description;
    std::string example;
};

/// Adds a command that does `act` once the whole line has been read.
CLI::App& add_command(CLI::App& parent, Context& context, const CommandText& text,
                      std::function<Outcome()> act);

/// For options with a few possible values, which the option's own text names.
[[nodiscard]] CLI::Validator one_of(const std::vector<std::string>& values);

/// Adds a noun whose commands follow (`person add`).
CLI::App& add_noun(CLI::App& parent, const std::string& name, const std::string& description);

}  // namespace muniment::cli
