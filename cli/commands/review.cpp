// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/session.h"
#include "cli/site_time.h"

namespace muniment::cli {
namespace {

struct ReviewOptions {
    std::string id, outcome, reason, revision, effective;
};

Outcome review(const Context& context, const ReviewOptions& options) {
    MUNIMENT_TRY(const auto outcome, core::parse_review_outcome(options.outcome));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto done,
                 session.writer().review(session.acting, id, outcome, options.reason));
    print_done(context, {done});
    return ExitStatus::done;
}

Outcome acknowledge(const Context& context, const ReviewOptions& options) {
    std::optional<core::RevisionLabel> revision;
    if (!options.revision.empty()) {
        MUNIMENT_TRY(revision, core::RevisionLabel::parse(options.revision));
    }
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto done, session.writer().acknowledge(session.acting, id, revision));
    print_done(context, {done});
    return ExitStatus::done;
}

Outcome retire(const Context& context, const ReviewOptions& options) {
    MUNIMENT_TRY(const auto date, optional_date(options.effective));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto done,
                 session.writer().retire(session.acting, id, options.reason, date));
    print_done(context, {done});
    return ExitStatus::done;
}

}  // namespace

void add_review_commands(CLI::App& app, Context& context) {
    const auto options = std::make_shared<ReviewOptions>();
    auto& reviewed = add_command(
        app, context,
        {"review", "Record a periodic review",
         "muniment review SOP-0001 --outcome keep --reason \"Still how we work\" --as ann"},
        [&context, options] { return review(context, *options); });
    reviewed.add_option("ID", options->id, "The document")->required();
    reviewed.add_option("--outcome", options->outcome, "What comes of it")
        ->required()
        ->type_name("keep|revise|retire");
    reviewed.add_option("--reason", options->reason, "Why");
    auto& read = add_command(app, context,
                             {"acknowledge", "Say that one has read and understood a document",
                              "muniment acknowledge SOP-0001 --as jo"},
                             [&context, options] { return acknowledge(context, *options); });
    read.add_option("ID", options->id, "The document")->required();
    read.add_option("--revision", options->revision, "Default: the one in force")->type_name("REV");
    auto& retired =
        add_command(app, context,
                    {"retire", "Ask for a document's end; it is then signed like a draft",
                     "muniment retire SOP-0001 --reason \"The machine is sold\" --as ann"},
                    [&context, options] { return retire(context, *options); });
    retired.add_option("ID", options->id, "The document")->required();
    retired.add_option("--reason", options->reason, "Why");
    retired
        .add_option("--effective", options->effective,
                    "On this day (default: with the last signature)")
        ->type_name("DATE");
}

}  // namespace muniment::cli
