// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/revision_output.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "core/master_file.h"
#include "core/rendition/document_text.h"
#include "core/text.h"
#include "web/site/article.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

struct ShowOptions {
    std::string id, revision, as_of, format;
    bool draft = false;
};

Result<core::RevisionChoice> choice_of(core::LibraryReader& reader, const ShowOptions& options) {
    core::RevisionChoice choice;
    choice.draft = options.draft;
    if (!options.revision.empty()) {
        MUNIMENT_TRY(choice.label, core::RevisionLabel::parse(options.revision));
    }
    MUNIMENT_TRY(choice.as_of, optional_moment(reader, options.as_of));
    return choice;
}

tl::unexpected<core::Error> no_text(const core::File& master) {
    return fail(ErrorCode::failed_precondition, master.path + " is not a text",
                "`--format markdown` gives the file as it is stored; redirect it.");
}

/// As the document's page shows it, with addresses as on the server.
Result<std::string> html_of(core::LibraryReader& reader, const core::RevisionView& view,
                            const core::File& master) {
    if (!core::is_markdown(master.path)) return no_text(master);
    MUNIMENT_TRY(const auto files, reader.files(view));
    MUNIMENT_TRY(const auto article, web::make_article(view, files, {}));
    return article.html;
}

Result<std::string> text_of(const core::File& master) {
    if (core::is_markdown(master.path)) return core::plain_text_of(master.bytes);
    if (core::is_utf8(master.bytes)) return master.bytes;
    return no_text(master);
}

Outcome print_json_answer(const Context& context, const core::RevisionView& view,
                          const core::File& master) {
    JsonObject answer = json_revision(view);
    set_master(answer, master);
    print_json(context.streams, answer);
    return ExitStatus::done;
}

Outcome show(const Context& context, const ShowOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto choice, choice_of(session.reader(), options));
    MUNIMENT_TRY(const auto view, session.reader().show(session.viewer, id, choice));
    MUNIMENT_CHECK(note_reading(session, view));
    MUNIMENT_TRY(const auto master, core::master_of(session.reader(), view));
    if (context.options.json) return print_json_answer(context, view, master);
    if (options.format == "markdown") {
        context.streams.out << master.bytes;
        return ExitStatus::done;
    }
    if (options.format == "html") {
        MUNIMENT_TRY(const auto html, html_of(session.reader(), view, master));
        context.streams.out << html;
        return ExitStatus::done;
    }
    const auto text = text_of(master);
    if (options.format == "text") {
        if (!text) return fail(text.error());
        context.streams.out << for_terminal(context.streams, *text);
        return ExitStatus::done;
    }
    MUNIMENT_CHECK(print_revision_head(context, session.reader(), view));
    context.streams.out << '\n'
                        << (text ? for_terminal(context.streams, *text)
                                 : master.path + ": " + text.error().hint + "\n");
    return ExitStatus::done;
}

}  // namespace

void add_show_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<ShowOptions>();
    auto& command = add_command(app, context,
                                {"show", "Show a document: the revision in force, or another",
                                 "muniment show SOP-0001 --as-of 2026-05-03"},
                                [&context, options] { return show(context, *options); });
    command.add_option("ID", options->id, "The document")->required();
    auto* revision =
        command.add_option("--revision", options->revision, "This revision")->type_name("REV");
    auto* draft = command.add_flag("--draft", options->draft, "The one that is worked on");
    auto* as_of = command
                      .add_option("--as-of", options->as_of,
                                  "What was in force then; what will be, as planned")
                      ->type_name("INSTANT");
    revision->excludes(draft)->excludes(as_of);
    draft->excludes(as_of);
    command
        .add_option("--format", options->format,
                    "markdown: byte for byte as stored; html; text (default: text, with a head)")
        ->check(one_of({"markdown", "html", "text"}))
        ->type_name("FORMAT");
}

}  // namespace muniment::cli
