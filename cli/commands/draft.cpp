// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/metadata_options.h"
#include "cli/signing_prompt.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;

struct DraftOptions {
    std::string id, type, kind, reason, comment, digest;
    MetadataOptions metadata;
    const CLI::App* command = nullptr;  ///< knows which options were given
};

/// Changes of POLICY are signed; of other documents they are not.
core::Result<Session> open_for(const Context& context, const std::string& typed,
                               core::Identifier& id) {
    MUNIMENT_TRY(auto session, open_for_writing(context));
    MUNIMENT_TRY(id, session.document(typed));
    if (id.is_policy()) MUNIMENT_CHECK(ask_for_password(context, session));
    return session;
}

Outcome create_document(const Context& context, const DraftOptions& options) {
    MUNIMENT_TRY(auto change, read_change(context, *options.command, options.metadata));
    if (!options.reason.empty()) change.change_reason = options.reason;
    MUNIMENT_TRY(const auto session, open_for_writing(context));
    MUNIMENT_TRY(const auto done,
                 session.writer().create_draft(session.acting, options.type, change));
    print_done(context, {done});
    if (!context.options.json) context.streams.out << done.id.text() << '\n';
    return ExitStatus::done;
}

Outcome create_revision(const Context& context, const DraftOptions& options) {
    if (options.kind.empty()) {
        return fail(ErrorCode::invalid_argument, "say how much the next revision changes",
                    "Give --kind major or --kind minor.");
    }
    MUNIMENT_TRY(auto change, read_change(context, *options.command, options.metadata));
    MUNIMENT_TRY(change.change_kind, core::parse_change_kind(options.kind));
    core::Identifier id;
    MUNIMENT_TRY(const auto session, open_for(context, options.id, id));
    MUNIMENT_TRY(const auto done,
                 session.writer().draft_revision(session.acting, id, change, options.reason));
    print_done(context, {done});
    if (!context.options.json) context.streams.out << done.id.text() << '\n';
    return ExitStatus::done;
}

Outcome create(const Context& context, const DraftOptions& options) {
    if (options.id.empty() == options.type.empty()) {
        return fail(ErrorCode::invalid_argument,
                    options.id.empty() ? "say what to draft"
                                       : "a document that there is has its type already",
                    "--type TYPE drafts a new document, ID the next revision of one.");
    }
    return options.id.empty() ? create_document(context, options)
                              : create_revision(context, options);
}

Outcome edit(const Context& context, const DraftOptions& options) {
    MUNIMENT_TRY(const auto change, read_change(context, *options.command, options.metadata));
    core::Identifier id;
    MUNIMENT_TRY(const auto session, open_for(context, options.id, id));
    MUNIMENT_TRY(const auto done,
                 session.writer().edit_draft(session.acting, id, change, options.reason));
    print_done(context, {done});
    return ExitStatus::done;
}

Outcome submit(const Context& context, const DraftOptions& options) {
    MUNIMENT_TRY(auto session, open_for_writing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto shown,
                 digest_to_sign(context, session, id, core::Request::draft,
                                "Sign this as its author and submit it?", options.digest));
    MUNIMENT_CHECK(ask_for_password(context, session));
    MUNIMENT_TRY(const auto done,
                 session.writer().submit(session.acting, id, options.comment, shown));
    print_done(context, {done});
    return ExitStatus::done;
}

Outcome withdraw(const Context& context, const DraftOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(const auto done, session.writer().withdraw(session.acting, id, options.reason));
    print_done(context, {done});
    return ExitStatus::done;
}

CLI::App& add(CLI::App& noun, Context& context, const CommandText& text,
              const std::shared_ptr<DraftOptions>& options,
              Outcome (*act)(const Context&, const DraftOptions&)) {
    auto& command = add_command(noun, context, text,
                                [&context, options, act] { return act(context, *options); });
    options->command = &command;
    command.add_option("ID", options->id, "The document");
    return command;
}

void add_create(CLI::App& noun, Context& context) {
    const auto options = std::make_shared<DraftOptions>();
    auto& command = add(noun, context,
                        {"create", "Draft a new document, or the next revision of one",
                         "muniment draft create --type SOP --from cleaning.md --as ann"},
                        options, create);
    command.add_option("--type", options->type, "Type of a new document, such as SOP");
    command.add_option("--kind", options->kind, "How much the next revision changes")
        ->type_name("major|minor");
    command.add_option("--reason", options->reason, "Why it changes");
    add_metadata_options(command, options->metadata);
}

void add_edit(CLI::App& noun, Context& context) {
    const auto options = std::make_shared<DraftOptions>();
    auto& command = add(
        noun, context,
        {"edit", "Change a draft; signatures that it has lapse",
         "muniment draft edit SOP-0001 --from cleaning.md --reason \"Step 4 was wrong\" --as ann"},
        options, edit);
    command.get_option("ID")->required();
    command.add_option("--reason", options->reason, "Why it changes");
    add_metadata_options(command, options->metadata);
    command.add_option("--detach", options->metadata.detach, "Attachments to take away")
        ->type_name("NAME");
}

}  // namespace

void add_draft_commands(CLI::App& app, Context& context) {
    auto& noun = add_noun(app, "draft", "Drafts: create, edit, submit, withdraw");
    add_create(noun, context);
    add_edit(noun, context);
    const auto options = std::make_shared<DraftOptions>();
    auto& submitted =
        add(noun, context,
            {"submit", "Send a draft on its way", "muniment draft submit SOP-0001 --as ann"},
            options, submit);
    submitted.get_option("ID")->required();
    submitted.add_option("--comment", options->comment, "For those who sign it");
    submitted.add_option("--digest", options->digest,
                         "What was read; without it, from a script, what is there now");
    auto& withdrawn = add(noun, context,
                          {"withdraw", "Give up a draft, or a retirement asked for",
                           "muniment draft withdraw SOP-0001 --reason \"Not needed\" --as ann"},
                          options, withdraw);
    withdrawn.get_option("ID")->required();
    withdrawn.add_option("--reason", options->reason, "Why");
}

}  // namespace muniment::cli
