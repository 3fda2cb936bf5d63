// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"

namespace muniment::cli {
namespace {

/// "periodic review", "approval of retirement".
std::string what(const core::Task& task) {
    std::string text = task.kind == "periodic_review" ? "periodic review" : task.kind;
    if (task.retirement) text += " of retirement";
    return text;
}

Outcome tasks(const Context& context) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto waiting, session.reader().tasks(session.viewer));
    if (context.options.json) {
        JsonArray rows;
        for (const auto& task : waiting) rows.add(json_task(task));
        JsonObject answer = json_answer();
        answer.set("tasks", rows);
        print_json(context.streams, answer);
        return ExitStatus::done;
    }
    if (waiting.empty()) context.streams.out << "Nothing waits for you.\n";
    if (waiting.empty()) return ExitStatus::done;
    Table table({"TASK", "ID", "REVISION", "SINCE", "DUE", "TITLE"});
    for (const auto& task : waiting) {
        MUNIMENT_TRY(const auto since, site_time(session.reader(), task.since));
        table.add({what(task), task.id.text(), task.revision, since,
                   task.due ? core::render(*task.due) : "", task.title});
    }
    table.print(context.streams);
    return ExitStatus::done;
}

}  // namespace

void add_tasks_command(CLI::App& app, Context& context) {
    add_command(app, context,
                {"tasks", "What waits for the acting person", "muniment tasks --as rita"},
                [&context] { return tasks(context); });
}

}  // namespace muniment::cli
