// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/trace.h"

#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/revision_output.h"
#include "cli/session.h"
#include "cli/text_output.h"
#include "core/rendition/lines.h"
#include "core/text.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::RevisionView;

struct TraceOptions {
    std::string id, revision;
};

/// Who stands behind a revision's text.
struct Provenance {
    std::string person;
    std::vector<std::string> approved_by;
};

/// The chain up to the revision asked about: by default all that was released.
Result<std::vector<RevisionView>> chain_of(const Session& session, const core::Identifier& id,
                                           const std::string& revision) {
    MUNIMENT_TRY(auto chain, session.reader().released(session.viewer, id));
    if (revision.empty() && !chain.empty()) return chain;
    core::RevisionChoice choice;
    choice.draft = revision.empty();
    if (!revision.empty()) {
        MUNIMENT_TRY(choice.label, core::RevisionLabel::parse(revision));
    }
    MUNIMENT_TRY(const auto last, session.reader().show(session.viewer, id, choice));
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (chain[i].revision != last.revision) continue;
        chain.resize(i + 1);
        return chain;
    }
    chain.push_back(last);
    return chain;
}

/// The texts from the last native file on: what is no text has no paragraphs.
Result<std::vector<core::File>> texts_of(core::LibraryReader& reader,
                                         std::vector<RevisionView>& chain) {
    std::vector<core::File> texts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        MUNIMENT_TRY(auto master, master_of(reader, chain[i]));
        if (!core::is_markdown(master.path)) begin = i + 1;
        texts.push_back(std::move(master));
    }
    if (begin == chain.size()) {
        return fail(ErrorCode::failed_precondition,
                    texts.back().path + " is not Markdown, so it has no paragraphs to trace");
    }
    const auto from = static_cast<std::ptrdiff_t>(begin);
    chain.erase(chain.begin(), chain.begin() + from);
    texts.erase(texts.begin(), texts.begin() + from);
    return texts;
}

Provenance provenance_of(const core::DocumentState& state, const RevisionView& view) {
    if (view.imported) return {view.stated_author, view.stated_approvers};
    Provenance provenance;
    const auto* released = core::find_released(state, view.revision);
    const bool working = state.working && state.working->label == view.revision;
    const auto submitter = released != nullptr ? released->submitter
                           : working           ? state.working->submitter
                                               : std::nullopt;
    provenance.person = submitter.value_or(view.metadata.owner).text();
    for (const auto& signature : view.signatures) {
        const bool approval = signature.meaning == core::Meaning::approval &&
                              signature.decision == core::Decision::accept;
        if (approval) provenance.approved_by.push_back(signature.person.text());
    }
    return provenance;
}

JsonObject json_paragraph(const core::TracedParagraph& paragraph, const RevisionView& view,
                          const Provenance& provenance) {
    JsonObject object = json_object();
    object.set("first_line", paragraph.first_line);
    object.set("last_line", paragraph.last_line);
    object.set("revision", view.revision.text());
    object.set("person", json_text(provenance.person));
    object.set("approved_by", json_texts(provenance.approved_by));
    object.set("effective_from", json_date(view.effective_from));
    object.set("stated_by_migration", view.imported);
    return object;
}

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

/// All that is printed of one trace.
struct Traced {
    core::DocumentState state;
    std::vector<RevisionView> chain;
    std::vector<core::File> texts;
    std::vector<core::TracedParagraph> paragraphs;
};

Result<Traced> traced(const Session& session, const TraceOptions& options) {
    Traced traced;
    MUNIMENT_TRY(const auto id, session.document(options.id));
    MUNIMENT_TRY(traced.state, session.reader().document(session.viewer, id));
    MUNIMENT_TRY(traced.chain, chain_of(session, id, options.revision));
    MUNIMENT_TRY(traced.texts, texts_of(session.reader(), traced.chain));
    std::vector<core::RevisionText> revisions;
    for (const auto& text : traced.texts) revisions.push_back({revisions.size(), text.bytes});
    MUNIMENT_TRY(traced.paragraphs, core::trace_paragraphs(revisions));
    return traced;
}

void print_answer(const Context& context, const Traced& traced) {
    JsonArray rows;
    for (const auto& paragraph : traced.paragraphs) {
        const RevisionView& view = traced.chain[paragraph.revision];
        rows.add(json_paragraph(paragraph, view, provenance_of(traced.state, view)));
    }
    JsonObject answer = json_answer();
    answer.set("id", traced.state.id.text());
    answer.set("revision", traced.chain.back().revision.text());
    answer.set("paragraphs", rows);
    print_json(context.streams, answer);
}

void print_table(const Context& context, const Traced& traced) {
    const auto lines = core::lines_of(traced.texts.back().bytes);
    Table table({"LINES", "REVISION", "SINCE", "WHO", "APPROVED BY", "TEXT"});
    bool stated = false;
    for (const auto& paragraph : traced.paragraphs) {
        const RevisionView& view = traced.chain[paragraph.revision];
        const Provenance provenance = provenance_of(traced.state, view);
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
    MUNIMENT_TRY(const auto found, traced(session, options));
    if (context.options.json) {
        print_answer(context, found);
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
