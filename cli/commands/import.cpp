// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/interrupt.h"
#include "cli/json_output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/text_output.h"
#include "storage/import_source/import_source.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

struct ImportOptions {
    std::string source, type, statement;
    bool as_effective = false;
};

Result<storage::ImportSource> read_source(core::LibraryReader& reader,
                                          const ImportOptions& options) {
    MUNIMENT_TRY(const auto* policy, reader.policy());
    MUNIMENT_TRY(const auto people, reader.people());
    storage::ImportSourceOptions source;
    source.type = options.type;
    source.as_effective = options.as_effective;
    source.max_bytes = policy->limits.content_bytes;
    source.max_title_characters = policy->limits.title_characters;
    source.people.emplace();
    for (const auto& person : people) source.people->insert(person.id);
    source.classes.emplace();
    for (const auto& [name, rules] : policy->classes) source.classes->insert(name);
    return storage::read_import_source(options.source, source);
}

void print_answer(const Context& context, const core::ImportReport& report, bool interrupted) {
    JsonObject identifiers = json_object();
    for (const auto& [key, id] : report.identifiers) identifiers.set(key, id.text());
    JsonArray faults;
    for (const auto& fault : report.faults) {
        JsonObject object = json_object();
        object.set("line", fault.line);
        object.set("key", json_text(fault.key));
        object.set("code", std::string(name_of(fault.error.code)));
        object.set("message", fault.error.message);
        faults.add(object);
    }
    JsonObject answer = json_answer();
    answer.set("imported", report.imported);
    answer.set("already_there", report.already_there);
    answer.set("interrupted", interrupted);
    answer.set("identifiers", identifiers);
    answer.set("faults", faults);
    print_json(context.streams, answer);
}

void print_report(const Context& context, const core::ImportReport& report, bool interrupted) {
    auto& out = context.streams.out;
    for (const auto& fault : report.faults) {
        std::string line = "line " + std::to_string(fault.line);
        if (!fault.key.empty()) line += " (" + fault.key + ")";
        line += ": " + fault.error.message;
        out << for_terminal(context.streams, line) << '\n';
    }
    out << counted(report.imported, "revision") << " imported, "
        << counted(report.identifiers.size(), "document") << " in all";
    if (report.already_there > 0) out << ", " << report.already_there << " there already";
    if (!report.faults.empty()) out << ", " << report.faults.size() << " reported above";
    out << '\n';
    if (interrupted) out << "Interrupted between two events; run the same command to continue.\n";
}

/// The import itself, until it is done or Ctrl-C is pressed.
Result<core::ImportReport> bring_in(const Context& context, const Session& session,
                                    const storage::ImportSource& source,
                                    const std::string& statement, bool& interrupted) {
    const InterruptWatch watch;
    ProgressBar bar(context.streams, "Importing");
    const auto keep_going = [&] {
        interrupted = watch.interrupted();
        return !interrupted;
    };
    MUNIMENT_TRY(auto report, session.writer().import(session.acting, source.manifest, statement,
                                                      source.lines, bar.teller(), keep_going));
    report.faults.insert(report.faults.begin(), source.faults.begin(), source.faults.end());
    std::stable_sort(report.faults.begin(), report.faults.end(),
                     [](const auto& one, const auto& other) { return one.line < other.line; });
    return report;
}

Outcome import(const Context& context, const ImportOptions& options) {
    MUNIMENT_TRY(auto session, open_for_writing(context));
    MUNIMENT_TRY(const auto source, read_source(session.reader(), options));
    if (source.lines.empty() && source.faults.empty()) {
        return fail(ErrorCode::invalid_argument,
                    "there is nothing to import in '" + options.source + "'",
                    "A source is a folder of Markdown files or a .jsonl file.");
    }
    MUNIMENT_CHECK(ask_for_password(context, session));
    bool interrupted = false;
    MUNIMENT_TRY(const auto report,
                 bring_in(context, session, source, options.statement, interrupted));
    if (context.options.json) {
        print_answer(context, report, interrupted);
    } else {
        print_report(context, report, interrupted);
    }
    const bool all = report.faults.empty() && !interrupted;
    return all ? ExitStatus::done : ExitStatus::found_wanting;
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<ImportOptions>();
    auto& command = add_command(
        app, context,
        {"import", "Bring in documents from a folder of Markdown or a .jsonl file",
         "muniment import handbook --type SOP --as-effective --statement \"As in the wiki\" --as "
         "mia"},
        [&context, options] { return import(context, *options); });
    command.add_option("SOURCE", options->source, "A folder, or a file of one revision a line")
        ->required();
    command.add_option("--type", options->type, "Of documents that state none, such as SOP");
    command.add_flag("--as-effective", options->as_effective,
                     "They were in force where they come from");
    command.add_option("--statement", options->statement, "What the importer vouches for");
}

}  // namespace muniment::cli
