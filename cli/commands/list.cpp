// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "core/review_due.h"

namespace muniment::cli {
namespace {

using core::Result;

struct ListOptions {
    std::string state, type, owner, as_of;
};

Result<core::DocumentFilter> filter_of(core::LibraryReader& reader, const ListOptions& options) {
    core::DocumentFilter filter;
    if (!options.state.empty()) {
        MUNIMENT_TRY(filter.state, core::parse_revision_state(options.state));
    }
    if (!options.type.empty()) {
        MUNIMENT_TRY(const auto* policy, reader.policy());
        MUNIMENT_CHECK(policy->type(options.type));
        filter.type = options.type;
    }
    if (!options.owner.empty()) {
        MUNIMENT_TRY(filter.owner, core::PersonId::parse(options.owner));
        MUNIMENT_CHECK(reader.viewer(*filter.owner));
    }
    MUNIMENT_TRY(filter.as_of, optional_moment(reader, options.as_of));
    return filter;
}

void print_rows(const Context& context, const std::vector<core::DocumentRow>& rows,
                core::Date day) {
    Table table({"ID", "REVISION", "STATE", "SINCE", "REVIEW DUE", "DRAFT", "TITLE"});
    bool stated = false;
    for (const auto& row : rows) {
        std::string since = row.effective_from ? core::render(*row.effective_from) : "";
        if (row.imported && row.effective_from) since += "*";
        stated = stated || row.imported;
        std::string due = row.review_due ? core::render(*row.review_due) : "";
        if (core::is_review_overdue(row, day)) due += " overdue";
        std::string draft;
        if (row.draft_revision)
            draft = *row.draft_revision + " " + state_in_words(*row.draft_state);
        table.add(
            {row.id.text(), row.revision, state_in_words(row.state), since, due, draft, row.title});
    }
    table.print(context.streams);
    if (stated) context.streams.out << "* as stated by a migration\n";
}

Outcome list(const Context& context, const ListOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto filter, filter_of(session.reader(), options));
    MUNIMENT_TRY(const auto rows, session.reader().list(session.viewer, filter));
    const bool planned = filter.as_of && *filter.as_of > session.reader().now();
    if (context.options.json) {
        JsonArray documents;
        for (const auto& row : rows) documents.add(json_document(row));
        JsonObject answer = json_answer();
        answer.set("as_of", json_instant(filter.as_of));
        answer.set("planned", planned);
        answer.set("documents", documents);
        print_json(context.streams, answer);
        return ExitStatus::done;
    }
    if (planned) context.streams.out << "Planned: this moment lies ahead\n";
    if (rows.empty()) {
        context.streams.out << "No document.\n";
        return ExitStatus::done;
    }
    MUNIMENT_TRY(const auto day, core::day_asked_about(session.reader(), filter.as_of));
    print_rows(context, rows, day);
    return ExitStatus::done;
}

}  // namespace

void add_list_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<ListOptions>();
    auto& command = add_command(app, context,
                                {"list", "The master list: every document and where it stands",
                                 "muniment list --type SOP --as-of 2026-05-03"},
                                [&context, options] { return list(context, *options); });
    command
        .add_option("--state", options->state,
                    "draft, in_review, approved, effective, superseded, retired or withdrawn")
        ->type_name("STATE");
    command.add_option("--type", options->type, "Of this type, such as SOP");
    command.add_option("--owner", options->owner, "Of this owner")->type_name("ID");
    command.add_option("--as-of", options->as_of, "What was in force then")->type_name("INSTANT");
}

}  // namespace muniment::cli
