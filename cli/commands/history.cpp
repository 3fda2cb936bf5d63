// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/known_person.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "core/people_seen.h"

namespace muniment::cli {
namespace {

using core::Result;

struct HistoryOptions {
    std::string subject, person, event, since, until;
};

Result<core::SubjectName> subject_of(const Session& session, const std::string& typed) {
    if (typed.rfind("people/", 0) == 0) {
        MUNIMENT_TRY(const auto name, core::SubjectName::parse(typed));
        MUNIMENT_CHECK(known_person(session, name.person()));
        return name;
    }
    MUNIMENT_TRY(const auto id, session.document(typed));
    MUNIMENT_CHECK(session.reader().document(session.viewer, id));
    return core::SubjectName(id);
}

Result<core::TrailFilter> filter_of(const Session& session, const HistoryOptions& options) {
    core::TrailFilter filter;
    if (!options.subject.empty()) {
        MUNIMENT_TRY(filter.subject, subject_of(session, options.subject));
    }
    if (!options.person.empty()) {
        const bool registrar = options.person == core::registrar_id().text();
        filter.person = core::registrar_id();
        if (!registrar) {
            MUNIMENT_TRY(filter.person, core::PersonId::parse(options.person));
            MUNIMENT_TRY(const bool everybody,
                         core::sees_everybody(session.reader(), session.viewer));
            // Who may not see people learns of nobody: there is no event of an unknown one.
            if (everybody) MUNIMENT_CHECK(session.reader().viewer(*filter.person));
        }
    }
    if (!options.event.empty()) {
        MUNIMENT_TRY(filter.event, core::parse_event_kind(options.event));
    }
    if (!options.since.empty()) {
        MUNIMENT_TRY(filter.since, first_moment(session.reader(), options.since));
    }
    MUNIMENT_TRY(filter.until, optional_moment(session.reader(), options.until));
    return filter;
}

/// What happened, in a few words.
std::string what(const core::TrailRow& row) {
    std::string text(name_of(row.event));
    if (row.meaning) text += " (" + std::string(name_of(*row.meaning));
    if (row.meaning && row.decision) text += ", " + std::string(name_of(*row.decision));
    if (row.meaning) text += ")";
    if (!row.detail.empty()) text += " " + row.detail;
    return text;
}

std::string who(const core::TrailRow& row) {
    const std::string& person = row.person.text();
    return row.on_behalf_of ? person + " for " + row.on_behalf_of->text() : person;
}

std::string first_line(const std::string& text) {
    const auto end = text.find('\n');
    return end == std::string::npos ? text : text.substr(0, end) + " ...";
}

Outcome history(const Context& context, const HistoryOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto filter, filter_of(session, options));
    MUNIMENT_TRY(const auto rows, session.reader().history(session.viewer, filter));
    if (context.options.json) {
        JsonArray events;
        for (const auto& row : rows) events.add(json_event(row));
        JsonObject answer = json_answer();
        answer.set("events", events);
        print_json(context.streams, answer);
        return ExitStatus::done;
    }
    if (rows.empty()) context.streams.out << "No event.\n";
    if (rows.empty()) return ExitStatus::done;
    Table table({"EVENT", "TIME", "SUBJECT", "REVISION", "WHAT", "WHO", "REASON"});
    for (const auto& row : rows) {
        MUNIMENT_TRY(const auto time, site_time(session.reader(), row.time));
        table.add({std::to_string(row.sequence), time, row.subject ? row.subject->text() : "",
                   row.revision, what(row), who(row), first_line(row.reason)});
    }
    table.print(context.streams);
    return ExitStatus::done;
}

}  // namespace

void add_history_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<HistoryOptions>();
    auto& command = add_command(
        app, context,
        {"history", "Who did what, when and why", "muniment history SOP-0001 --since 2026-01-01"},
        [&context, options] { return history(context, *options); });
    command.add_option("ID", options->subject, "A document, or people/ID (default: everything)");
    command.add_option("--person", options->person, "Acts of this person")->type_name("ID");
    command.add_option("--event", options->event, "Events of this name, such as released");
    command.add_option("--since", options->since, "From this date or instant on")
        ->type_name("INSTANT");
    command.add_option("--until", options->until, "Up to this date or instant")
        ->type_name("INSTANT");
}

}  // namespace muniment::cli
