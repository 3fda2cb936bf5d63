// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "cli/exit_status.h"
#include "cli/streams.h"
#include "core/result.h"

namespace muniment::cli {

/// What stands before or after any command.
struct GlobalOptions {
    std::filesystem::path library = ".";
    std::string person;             ///< who acts; empty: nobody is named
    std::string password_file;      ///< of the acting person's password
    std::string ssh_key;            ///< file of the acting person's own key; signs instead
    std::string new_password_file;  ///< of a password being set
    bool json = false;
};

/// How a command ended, or why it could not be carried out.
using Outcome = core::Result<ExitStatus>;

/// What every command works with. Lives as long as the run.
struct Context {
    Streams streams;
    GlobalOptions options;
    std::function<Outcome()> action;  ///< of the command that was given
};

}  // namespace muniment::cli
