// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command_tree.h"

namespace muniment::cli {

/// `account password` and what else is about a person's own secrets.
void add_secret_commands(CLI::App& account, Context& context);

}  // namespace muniment::cli
