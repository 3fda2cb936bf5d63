// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/signing_prompt.h"
#include "cli/site_time.h"

namespace muniment::cli {
namespace {

using core::Result;

struct ReleaseOptions {
    std::vector<std::string> ids;
    std::string id, effective, digest, reason, comment;
};

Outcome release(const Context& context, const ReleaseOptions& options) {
    MUNIMENT_TRY(const auto effective, optional_date(options.effective));
    MUNIMENT_TRY(auto session, open_for_writing(context));
    if (!options.digest.empty() && options.ids.size() > 1) {
        return core::fail(core::ErrorCode::invalid_argument,
                          "a digest stands for one document; release them one by one");
    }
    std::vector<core::LibraryWriter::Releasing> documents;
    for (const auto& typed : options.ids) {
        MUNIMENT_TRY(auto id, session.document(typed));
        MUNIMENT_TRY(const auto digest, digest_to_sign(context, session, id, core::Request::draft,
                                                       "Release this?", options.digest));
        documents.push_back({std::move(id), digest});
    }
    MUNIMENT_CHECK(ask_for_password(context, session));
    MUNIMENT_TRY(const auto done,
                 session.writer().release(session.acting, documents, effective, options.comment));
    print_done(context, done);
    return ExitStatus::done;
}

Outcome reschedule(const Context& context, const ReleaseOptions& options) {
    MUNIMENT_TRY(const auto effective, core::parse_date(options.effective));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto done,
                 session.writer().reschedule(session.acting, id, effective, options.reason));
    print_done(context, {done});
    return ExitStatus::done;
}

Outcome cancel(const Context& context, const ReleaseOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto done, session.writer().cancel(session.acting, id, options.reason));
    print_done(context, {done});
    return ExitStatus::done;
}

void add_release(CLI::App& app, Context& context) {
    const auto options = std::make_shared<ReleaseOptions>();
    auto& command =
        add_command(app, context,
                    {"release", "Put approved revisions into force, all in one event",
                     "muniment release SOP-0001 SOP-0002 --effective 2026-05-03 --as mia"},
                    [&context, options] { return release(context, *options); });
    command.add_option("ID", options->ids, "The documents")->required();
    command.add_option("--effective", options->effective, "In force from this day (default: now)")
        ->type_name("DATE");
    command.add_option("--digest", options->digest, "What was read, for a single document");
    command.add_option("--comment", options->comment, "Kept with the release");
}

}  // namespace

void add_release_commands(CLI::App& app, Context& context) {
    add_release(app, context);
    const auto options = std::make_shared<ReleaseOptions>();
    auto& moved = add_command(
        app, context,
        {"reschedule", "Move a release whose day has not come",
         "muniment reschedule SOP-0001 --effective 2026-06-01 --reason \"Training\" --as mia"},
        [&context, options] { return reschedule(context, *options); });
    moved.add_option("ID", options->id, "The document")->required();
    moved.add_option("--effective", options->effective, "The new day")
        ->required()
        ->type_name("DATE");
    moved.add_option("--reason", options->reason, "Why");
    auto& cancelled =
        add_command(app, context,
                    {"cancel", "Take back a release whose day has not come",
                     "muniment cancel SOP-0001 --reason \"The machine is late\" --as mia"},
                    [&context, options] { return cancel(context, *options); });
    cancelled.add_option("ID", options->id, "The document")->required();
    cancelled.add_option("--reason", options->reason, "Why");
}

}  // namespace muniment::cli
