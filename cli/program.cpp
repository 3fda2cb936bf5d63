// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include <optional>
#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/usage_error.h"

namespace muniment::cli {
namespace {

constexpr const char* version = MUNIMENT_VERSION;

constexpr const char* footer =
    "Global options stand before or after the command. `muniment COMMAND --help` shows a command\n"
    "with an example.\n"
    "Exit status: 0 done; 1 checked and found wanting; 2 usage; 3 not found; 4 not permitted;\n"
    "5 wrong state; 6 damaged data; 7 unavailable; 70 defect.";

void add_global_options(CLI::App& app, GlobalOptions& options) {
    app.add_option("-L,--library", options.library, "Folder of the library (default: this folder)")
        ->envname("MUNIMENT_LIBRARY")
        ->type_name("DIR");
    app.add_option("--as", options.person, "Who acts, or whose view is shown")
        ->envname("MUNIMENT_PERSON")
        ->type_name("ID");
    app.add_option("--password-file", options.password_file,
                   "File whose first line is the acting person's password")
        ->type_name("FILE");
    app.add_option("--ssh-key", options.ssh_key,
                   "Sign with one's own enrolled SSH key instead of the password")
        ->type_name("FILE");
    app.add_option("--new-password-file", options.new_password_file,
                   "File whose first line is a password being set")
        ->type_name("FILE");
    app.add_flag("--json", options.json, "Print one JSON value instead of text");
}

void report(std::ostream& err, const core::Error& error) {
    err << "muniment: " << error.message << '\n';
    if (!error.hint.empty()) err << error.hint << '\n';
}

int status_number(ExitStatus status) {
    return static_cast<int>(status);
}

/// Reads the line; nothing when a command is to be carried out, else how the program ends.
std::optional<ExitStatus> parse(CLI::App& app, int argc, const char* const* argv,
                                const Streams& streams) {
    try {
        app.parse(argc, argv);
        return {};
    } catch (const CLI::Success& wanted) {  // --help and --version
        std::ostringstream unused;
        app.exit(wanted, streams.out, unused);
        return ExitStatus::done;
    } catch (const CLI::ParseError& error) {
        report(streams.err, usage_error(app, error));
        return ExitStatus::usage;
    }
}

}  // namespace

std::unique_ptr<CLI::App> build_app(Context& context) {
    auto app = std::make_unique<CLI::App>(
        "Muniment keeps controlled documents, and the evidence that they were controlled.",
        "muniment");
    app->set_version_flag("--version", std::string("muniment ") + version, "Print the version");
    app->set_help_flag("-h,--help", "Print this help");
    app->require_subcommand(1);
    app->footer(footer);
    app->get_formatter()->column_width(26);
    add_global_options(*app, context.options);
    add_init_command(*app, context);
    add_demo_command(*app, context);
    add_serve_command(*app, context);
    add_list_command(*app, context);
    add_show_command(*app, context);
    add_search_command(*app, context);
    add_history_command(*app, context);
    add_compare_command(*app, context);
    add_trace_command(*app, context);
    add_tasks_command(*app, context);
    add_draft_commands(*app, context);
    add_sign_command(*app, context);
    add_release_commands(*app, context);
    add_route_commands(*app, context);
    add_review_commands(*app, context);
    add_person_commands(*app, context);
    add_key_commands(*app, context);
    add_registrar_commands(*app, context);
    add_account_commands(*app, context);
    add_policy_commands(*app, context);
    add_import_command(*app, context);
    add_verify_command(*app, context);
    add_reindex_command(*app, context);
    add_completion_command(*app, context);
    return app;
}

int run(int argc, const char* const* argv, const Streams& streams) {
    Context context{streams, {}, {}};
    const auto app = build_app(context);
    if (const auto ended = parse(*app, argc, argv, streams)) return status_number(*ended);
    const Outcome outcome = context.action();
    if (!outcome) {
        streams.out.flush();
        report(streams.err, outcome.error());
        return status_number(exit_status(outcome.error().code));
    }
    if (!streams.out.flush()) {
        report(streams.err, {core::ErrorCode::unavailable, "the output could not be written", ""});
        return status_number(ExitStatus::unavailable);
    }
    return status_number(*outcome);
}

}  // namespace muniment::cli
