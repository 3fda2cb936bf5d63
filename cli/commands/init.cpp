// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "storage/found_library.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace fs = std::filesystem;

struct InitOptions {
    std::string folder;
    std::string organisation;
    std::string time_zone;
    std::string administrator;  ///< `ID:NAME`
    bool solo = false;
};

/// The zone of this computer's clock, by its IANA name; UTC where it has none.
std::string local_zone() {
    std::error_code none;
    const std::string target = fs::read_symlink("/etc/localtime", none).string();
    const std::string folder = "zoneinfo/";
    const auto at = target.rfind(folder);
    return none || at == std::string::npos ? "UTC" : target.substr(at + folder.size());
}

Result<core::FoundingPlan> plan_of(const InitOptions& options) {
    core::FoundingPlan plan;
    plan.organisation = options.organisation;
    plan.time_zone = options.time_zone.empty() ? local_zone() : options.time_zone;
    plan.solo = options.solo;
    const auto colon = options.administrator.find(':');
    if (colon == std::string::npos) {
        return fail(ErrorCode::invalid_argument,
                    "'" + options.administrator.substr(0, 80) + "' is not ID:NAME",
                    "For example --admin ann:\"Ann Example\".");
    }
    MUNIMENT_TRY(plan.administrator, core::PersonId::parse(options.administrator.substr(0, colon)));
    plan.printed_name = options.administrator.substr(colon + 1);
    MUNIMENT_CHECK(core::check_printed_name(plan.printed_name));
    const storage::ZoneCalendar calendar;
    MUNIMENT_CHECK(calendar.local_date(plan.time_zone, storage::SystemClock().now()));
    return plan;
}

void print_founded(const Context& context, const InitOptions& options,
                   const core::FoundingPlan& plan, const storage::FoundedLibrary& founded) {
    const std::string pin =
        std::to_string(founded.head.sequence) + ":" + founded.head.sha256.text();
    if (context.options.json) {
        JsonObject head = json_object();
        head.set("sequence", founded.head.sequence);
        head.set("sha256", founded.head.sha256.text());
        JsonObject answer = json_answer();
        answer.set("library", options.folder);
        answer.set("time_zone", plan.time_zone);
        answer.set("registrar", founded.registrar_fingerprint);
        answer.set("head", head);
        print_json(context.streams, answer);
        return;
    }
    context.streams.out
        << "The library of " << plan.organisation << " is founded in " << options.folder
        << "\ntime zone  " << plan.time_zone << "\nregistrar  " << founded.registrar_fingerprint
        << "\npin        " << pin
        << "\n\nKeep the last two lines where nobody who can change the library can change them:\n"
        << "  muniment -L " << options.folder << " verify --expect " << pin << " --registrar "
        << founded.registrar_fingerprint << '\n';
}

Outcome found(Context& context, const InitOptions& options) {
    // A library has nobody yet whose password could be asked for: the one given is the new one.
    if (context.options.new_password_file.empty()) {
        context.options.new_password_file = context.options.password_file;
    }
    MUNIMENT_TRY(const auto plan, plan_of(options));
    MUNIMENT_CHECK(accept_statement(context));
    MUNIMENT_TRY(const auto password, new_password(context, plan.administrator.text()));
    const storage::LibraryLayout layout(fs::path(options.folder));
    MUNIMENT_TRY(const auto founded,
                 storage::found_library(layout, plan, password, storage::SystemClock(),
                                        storage::ZoneCalendar(), storage::open_key_ring,
                                        core::accountability_statement()));
    MUNIMENT_TRY(const auto library, OpenLibrary::open(layout));
    MUNIMENT_CHECK(library->reader().catch_up());
    print_founded(context, options, plan, founded);
    return ExitStatus::done;
}

}  // namespace

void add_init_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<InitOptions>();
    auto& command = add_command(
        app, context,
        {"init", "Found a library in a new folder, with its first administrator",
         "muniment init library --organisation \"Example Ltd\" --admin ann:\"Ann Example\""},
        [&context, options] { return found(context, *options); });
    command.add_option("DIR", options->folder, "A folder that is new or empty")->required();
    command.add_option("--organisation", options->organisation, "Whose library it is")
        ->required()
        ->type_name("NAME");
    command
        .add_option("--time-zone", options->time_zone,
                    "Dates take effect in this zone (default: this computer's)")
        ->type_name("ZONE");
    command.add_option("--admin", options->administrator, "The first administrator")
        ->required()
        ->type_name("ID:NAME");
    command.add_flag("--solo", options->solo,
                     "A library of one person: everything is released without a second one");
}

}  // namespace muniment::cli
