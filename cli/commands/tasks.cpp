// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "core/people_seen.h"
#include "web/json/json_readings.h"

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
    MUNIMENT_TRY(const auto waiting, core::waiting_tasks(session.reader(), session.viewer));
    if (context.options.json) {
        print_json(context.streams, web::json_tasks(waiting));
        return ExitStatus::done;
    }
    if (waiting.count() == 0) {
        context.streams.out << "Nothing waits for you.\n";
        return ExitStatus::done;
    }
    Table table({"TASK", "ID", "REVISION", "SINCE", "DUE", "TITLE"});
    for (const auto& task : waiting.documents) {
        MUNIMENT_TRY(const auto since, site_time(session.reader(), task.since));
        table.add({what(task), task.id.text(), task.revision, since,
                   task.due ? core::render(*task.due) : "", task.title});
    }
    for (const auto& person : waiting.role_changes) {
        table.add(
            {"change of roles", person.id.text(), "", "", "",
             core::in_words(*person.proposal) + ", proposed by " + person.proposal->by.text()});
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
