// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/signing_prompt.h"

namespace muniment::cli {
namespace {

using core::Result;

struct SignOptions {
    std::string id, meaning, decision, comment, digest, on_behalf_of;
    std::string request = "draft";
};

Result<core::LibraryWriter::Signing> signing_of(const SignOptions& options) {
    core::LibraryWriter::Signing signing;
    signing.request =
        options.request == "retirement" ? core::Request::retirement : core::Request::draft;
    signing.comment = options.comment;
    MUNIMENT_TRY(signing.meaning, core::parse_meaning(options.meaning));
    MUNIMENT_TRY(signing.decision, core::parse_decision(options.decision));
    if (!options.on_behalf_of.empty()) {
        MUNIMENT_TRY(signing.on_behalf_of, core::PersonId::parse(options.on_behalf_of));
    }
    return signing;
}

Outcome sign(const Context& context, const SignOptions& options) {
    MUNIMENT_TRY(auto signing, signing_of(options));
    MUNIMENT_TRY(auto session, open_for_writing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    const std::string question = "Sign this as " + options.meaning + ", " + options.decision + "?";
    MUNIMENT_TRY(signing.digest,
                 digest_to_sign(context, session, id, signing.request, question, options.digest));
    MUNIMENT_CHECK(ask_for_password(context, session));
    MUNIMENT_TRY(const auto done, session.writer().sign(session.acting, id, signing));
    print_done(context, {done});
    return ExitStatus::done;
}

}  // namespace

void add_sign_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<SignOptions>();
    auto& command =
        add_command(app, context,
                    {"sign", "Sign a review or an approval, of a draft or of a retirement",
                     "muniment sign SOP-0001 --meaning approval --decision accept --as mia"},
                    [&context, options] { return sign(context, *options); });
    command.add_option("ID", options->id, "The document")->required();
    command.add_option("--meaning", options->meaning, "What the signature says")
        ->required()
        ->check(one_of({"review", "approval"}))
        ->type_name("review|approval");
    command.add_option("--decision", options->decision, "accept, or reject with a comment")
        ->required()
        ->check(one_of({"accept", "reject"}))
        ->type_name("accept|reject");
    command.add_option("--comment,--reason", options->comment, "Kept with the signature");
    command.add_option("--digest", options->digest,
                       "What was read; without it, from a script, what is there now");
    command.add_option("--request", options->request, "What is signed (default: draft)")
        ->check(one_of({"draft", "retirement"}))
        ->type_name("draft|retirement");
    command.add_option("--for", options->on_behalf_of, "Who delegated this signature")
        ->type_name("ID");
}

}  // namespace muniment::cli
