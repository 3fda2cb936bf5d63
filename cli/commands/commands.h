// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>

#include "cli/context.h"

namespace muniment::cli {

// Each adds the commands of one noun; the file of that name has them.
void add_init_command(CLI::App& app, Context& context);
void add_demo_command(CLI::App& app, Context& context);
void add_serve_command(CLI::App& app, Context& context);
void add_person_commands(CLI::App& app, Context& context);
void add_account_commands(CLI::App& app, Context& context);
void add_draft_commands(CLI::App& app, Context& context);
void add_sign_command(CLI::App& app, Context& context);
void add_release_commands(CLI::App& app, Context& context);
void add_route_commands(CLI::App& app, Context& context);
void add_review_commands(CLI::App& app, Context& context);
void add_key_commands(CLI::App& app, Context& context);
void add_registrar_commands(CLI::App& app, Context& context);
void add_policy_commands(CLI::App& app, Context& context);
void add_list_command(CLI::App& app, Context& context);
void add_show_command(CLI::App& app, Context& context);
void add_history_command(CLI::App& app, Context& context);
void add_compare_command(CLI::App& app, Context& context);
void add_trace_command(CLI::App& app, Context& context);
void add_search_command(CLI::App& app, Context& context);
void add_tasks_command(CLI::App& app, Context& context);
void add_verify_command(CLI::App& app, Context& context);
void add_import_command(CLI::App& app, Context& context);
void add_reindex_command(CLI::App& app, Context& context);
void add_completion_command(CLI::App& app, Context& context);

}  // namespace muniment::cli
