// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/text_output.h"
#include "core/provenance.h"
#include "core/rendition/lines.h"
#include "core/text.h"
#include "web/json/json_readings.h"

namespace muniment::cli {
namespace {

struct TraceOptions {
    std::string id, revision;
};

/// The paragraph's first words, to know it by.
std::string beginning(const std::vector<std::string_view>& lines, std::size_t first_line) {
    constexpr std::size_t enough = 48;
    const std::string_view line = first_line <= lines.size() ? lines[first_line - 1] : "";
    std::string shown;
    for (std::size_t at = 0; at < line.size() && display_width(shown) < enough;) {
        do shown += line[at++];
        while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U);
    }
    return shown;
}

void print_table(const Context& context, const core::DocumentTrace& traced) {
    const auto lines = core::lines_of(traced.newest.bytes);
    Table table({"LINES", "REVISION", "SINCE", "WHO", "APPROVED BY", "TEXT"});
    bool stated = false;
    for (const auto& paragraph : traced.paragraphs) {
        const auto& view = traced.chain[paragraph.revision];
        const auto provenance = core::provenance_of(traced.state, view);
        stated = stated || view.imported;
        table.add({std::to_string(paragraph.first_line) + "-" + std::to_string(paragraph.last_line),
                   view.revision.text() + (view.imported ? "*" : ""),
                   view.effective_from ? core::render(*view.effective_from) : "", provenance.person,
                   core::join(provenance.approved_by, ", "),
                   beginning(lines, paragraph.first_line)});
    }
    table.print(context.streams);
    if (stated) context.streams.out << "* as stated by a migration\n";
}

Outcome trace(const Context& context, const TraceOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    std::optional<core::RevisionLabel> revision;
    if (!options.revision.empty()) {
        MUNIMENT_TRY(revision, core::RevisionLabel::parse(options.revision));
    }
    MUNIMENT_TRY(const auto found,
                 core::trace_document(session.reader(), session.viewer, id, revision));
    MUNIMENT_CHECK(note_reading(session, found.chain.back()));
    if (context.options.json) {
        print_json(context.streams, web::json_trace(found));
    } else {
        print_table(context, found);
    }
    return ExitStatus::done;
}

}  // namespace

void add_trace_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<TraceOptions>();
    auto& command = add_command(
        app, context,
        {"trace", "For each paragraph: since which revision, whose change, approved by whom",
         "muniment trace SOP-0001"},
        [&context, options] { return trace(context, *options); });
    command.add_option("ID", options->id, "The document")->required();
    command.add_option("--revision", options->revision, "Default: the newest released one")
        ->type_name("REV");
}

}  // namespace muniment::cli
