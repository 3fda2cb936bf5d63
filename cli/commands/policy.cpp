// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/input_file.h"
#include "cli/json_output.h"
#include "cli/signing_prompt.h"
#include "core/master_file.h"

namespace muniment::cli {
namespace {

struct PolicyOptions {
    std::string from, reason, comment, digest;
    std::string kind = "major";
};

Outcome show(const Context& context) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    const auto id = core::policy_identifier();
    MUNIMENT_TRY(const auto view, session.reader().show(session.viewer, id, {}));
    MUNIMENT_TRY(const auto master, core::master_of(session.reader(), view));
    if (!context.options.json) {
        context.streams.out << master.bytes;
        return ExitStatus::done;
    }
    JsonObject answer = json_revision(view);
    set_master(answer, master);
    print_json(context.streams, answer);
    return ExitStatus::done;
}

/// Everything at once, as a person mends it: 0 when it can be proposed, 1 when it is found wanting.
Outcome check(const Context& context, const PolicyOptions& options) {
    MUNIMENT_TRY(const auto master, read_master(context.streams, options.from));
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto faults, session.reader().check_policy(master.bytes));
    if (context.options.json) {
        JsonArray rows;
        for (const auto& fault : faults) {
            JsonObject row = json_object();
            row.set("line", fault.line > 0 ? JsonValue(fault.line) : JsonValue());
            row.set("key", json_text(fault.key));
            row.set("message", fault.message);
            rows.add(row);
        }
        JsonObject answer = json_answer();
        answer.set("ok", faults.empty());
        answer.set("faults", rows);
        print_json(context.streams, answer);
    } else {
        for (const auto& fault : faults) context.streams.out << render(fault) << '\n';
        if (faults.empty()) context.streams.out << "this policy can be proposed\n";
    }
    return faults.empty() ? ExitStatus::done : ExitStatus::found_wanting;
}

/// Every fault of the text itself, on a line of its own.
core::Status check_text(const std::string& rules) {
    const auto faults = core::faults_in_policy(rules);
    if (faults.empty()) return {};
    std::string message = "this policy cannot be proposed";
    for (const auto& fault : faults) message += "\n  " + render(fault);
    return core::fail(core::ErrorCode::invalid_argument, message);
}

Outcome propose(const Context& context, const PolicyOptions& options) {
    core::DraftChange change;
    MUNIMENT_TRY(change.master, read_master(context.streams, options.from));
    MUNIMENT_CHECK(check_text(change.master->bytes));
    MUNIMENT_TRY(change.change_kind, core::parse_change_kind(options.kind));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    const auto id = core::policy_identifier();
    MUNIMENT_TRY(const auto state, session.reader().document(session.viewer, id));
    if (state.working) {
        change.change_kind.reset();  // it is fixed with the draft's first version
        MUNIMENT_TRY(const auto done,
                     session.writer().edit_draft(session.acting, id, change, options.reason));
        print_done(context, {done});
        return ExitStatus::done;
    }
    MUNIMENT_TRY(const auto done,
                 session.writer().draft_revision(session.acting, id, change, options.reason));
    print_done(context, {done});
    return ExitStatus::done;
}

Outcome submit(const Context& context, const PolicyOptions& options) {
    MUNIMENT_TRY(auto session, open_for_writing(context));
    const auto id = core::policy_identifier();
    MUNIMENT_TRY(const auto shown,
                 digest_to_sign(context, session, id, core::Request::draft,
                                "Sign this as its author and submit it?", options.digest));
    MUNIMENT_CHECK(ask_for_password(context, session));
    MUNIMENT_TRY(const auto done,
                 session.writer().submit(session.acting, id, options.comment, shown));
    print_done(context, {done});
    return ExitStatus::done;
}

}  // namespace

void add_policy_commands(CLI::App& app, Context& context) {
    auto& noun = add_noun(app, "policy", "The rules of the library: show, check, propose, submit");
    add_command(noun, context,
                {"show", "Print the policy in force", "muniment policy show > policy.toml"},
                [&context] { return show(context); });
    const auto options = std::make_shared<PolicyOptions>();
    add_command(noun, context,
                {"check", "Tell all that is wrong in a policy before it is proposed",
                 "muniment policy check --from policy.toml"},
                [&context, options] { return check(context, *options); })
        .add_option("--from", options->from, "The new rules; - is the standard input")
        ->required()
        ->type_name("FILE");
    auto& proposed = add_command(
        noun, context,
        {"propose", "Draft the next policy, or change that draft",
         "muniment policy propose --from policy.toml --reason \"A type for recipes\" --as ann"},
        [&context, options] { return propose(context, *options); });
    proposed.add_option("--from", options->from, "The new rules; - is the standard input")
        ->required()
        ->type_name("FILE");
    proposed.add_option("--reason", options->reason, "Why they change");
    proposed.add_option("--kind", options->kind, "How much changes (default: major)")
        ->type_name("major|minor");
    auto& submitted =
        add_command(noun, context,
                    {"submit", "Send the draft on its way; then sign and release POLICY",
                     "muniment policy submit --as ann"},
                    [&context, options] { return submit(context, *options); });
    submitted.add_option("--comment", options->comment, "For those who sign it");
    submitted.add_option("--digest", options->digest,
                         "What was read; without it, from a script, what is there now");
}

}  // namespace muniment::cli
