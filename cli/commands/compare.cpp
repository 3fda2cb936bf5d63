// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/text_output.h"
#include "core/difference.h"
#include "web/json/json_readings.h"

namespace muniment::cli {
namespace {

struct CompareOptions {
    std::string id, from, to, format = "text";
};

core::Result<core::RevisionView> revision(const Session& session, const core::Identifier& id,
                                          const std::string& label) {
    core::RevisionChoice choice;
    MUNIMENT_TRY(choice.label, core::RevisionLabel::parse(label));
    return session.reader().show(session.viewer, id, choice);
}

core::Status print_html(const Context& context, const core::Difference& found) {
    if (found.redline) {
        context.streams.out << found.redline->html;
    } else if (found.same || found.text.empty()) {
        context.streams.out << "<p>No difference in the text.</p>\n";
    } else {
        return core::fail(core::ErrorCode::failed_precondition,
                          "these revisions of " + found.to.id.text() + " have no rendition",
                          "Only Markdown has one: compare without --format html.");
    }
    return {};
}

Outcome compare(const Context& context, const CompareOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto from, revision(session, id, options.from));
    MUNIMENT_TRY(const auto to, revision(session, id, options.to));
    MUNIMENT_CHECK(note_reading(session, from));
    MUNIMENT_CHECK(note_reading(session, to));
    MUNIMENT_TRY(const auto found, core::difference(session.reader(), from, to));
    if (context.options.json) {
        print_json(context.streams, web::json_difference(found));
    } else if (options.format == "html") {
        MUNIMENT_CHECK(print_html(context, found));
    } else {
        context.streams.out << for_terminal(context.streams, render(found));
    }
    return found.same ? ExitStatus::done : ExitStatus::found_wanting;
}

}  // namespace

void add_compare_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<CompareOptions>();
    auto& command =
        add_command(app, context,
                    {"compare", "What changed between two revisions; exit status 1 when something",
                     "muniment compare SOP-0001 1.0 2.0"},
                    [&context, options] { return compare(context, *options); });
    command.add_option("ID", options->id, "The document")->required();
    command.add_option("FROM", options->from, "A revision")->required();
    command.add_option("TO", options->to, "Another one")->required();
    command.add_option("--format", options->format, "text, or html with <ins> and <del>")
        ->check(one_of({"text", "html"}))
        ->type_name("FORMAT");
}

}  // namespace muniment::cli
