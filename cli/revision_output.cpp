// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/revision_output.h"

#include <ostream>

#include "cli/done_output.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "core/text.h"

namespace muniment::cli {
namespace {

using core::Result;
using core::RevisionState;
using core::Status;

std::string way_of_signing(core::Authentication authentication) {
    return authentication == core::Authentication::personal_key ? "personal key" : "wrapped key";
}

Result<std::string> state_line(core::LibraryReader& reader, const core::RevisionView& view) {
    std::string line = "Revision " + view.revision.text() + ", " + state_in_words(view.state);
    if (view.in_force) {
        MUNIMENT_TRY(const auto from, site_time(reader, view.in_force->start));
        line += ", in force from " + from;
        if (view.in_force->end) {
            MUNIMENT_TRY(const auto end, site_time(reader, *view.in_force->end));
            line += " until " + end;
        }
    }
    return line;
}

/// What a reader must not overlook.
Result<std::vector<std::string>> warnings(core::LibraryReader& reader,
                                          const core::RevisionView& view) {
    std::vector<std::string> lines;
    if (view.state != RevisionState::effective) {
        std::string line = "NOT IN FORCE (" + state_in_words(view.state) + ")";
        if (view.superseded_by) line += ", superseded by " + view.superseded_by->text();
        lines.push_back(line);
    }
    if (view.planned) lines.push_back("Planned: the moment asked about lies ahead");
    if (view.self_released) lines.push_back("Released without a second person");
    if (view.imported) {
        MUNIMENT_TRY(const auto date, site_time(reader, view.imported_at));
        std::string line = "Dates and people as stated by the migration of " + date;
        if (!view.stated_author.empty()) line += "; author " + view.stated_author;
        if (!view.stated_approvers.empty()) {
            line += "; approved by " + core::join(view.stated_approvers, ", ");
        }
        lines.push_back(line);
    }
    return lines;
}

std::string metadata_line(const core::RevisionView& view) {
    std::string line = "Owner " + view.metadata.owner.text();
    if (!view.metadata.department.empty()) line += "; department " + view.metadata.department;
    if (!view.metadata.clauses.empty()) line += "; " + core::join(view.metadata.clauses, ", ");
    if (view.review_due) line += "; review due " + core::render(*view.review_due);
    return line;
}

Result<std::string> signature_line(core::LibraryReader& reader, const core::Signature& signature) {
    MUNIMENT_TRY(const auto time, site_time(reader, signature.time));
    std::string line = "  " + signature.name + " (" + signature.person.text() +
                       "): " + std::string(name_of(signature.meaning));
    if (signature.decision == core::Decision::reject) line += ", rejected";
    if (signature.on_behalf_of) {
        MUNIMENT_TRY(const auto delegator, reader.ports().reg.person(*signature.on_behalf_of));
        line += ", for " + (delegator ? delegator->name + " " : std::string()) + "(" +
                signature.on_behalf_of->text() + ")";
    }
    line += ", " + time + ", " + way_of_signing(signature.authentication);
    if (!signature.comment.empty()) line += ": " + signature.comment;
    return line;
}

}  // namespace

Status print_revision_head(const Context& context, core::LibraryReader& reader,
                           const core::RevisionView& view) {
    std::vector<std::string> lines{view.id.text() + " " + view.metadata.title};
    MUNIMENT_TRY(const auto state, state_line(reader, view));
    lines.push_back(state);
    MUNIMENT_TRY(const auto notable, warnings(reader, view));
    lines.insert(lines.end(), notable.begin(), notable.end());
    lines.push_back(metadata_line(view));
    lines.push_back("Digest " + view.content.sha256.text());
    if (!view.signatures.empty()) lines.emplace_back("Signatures");
    for (const auto& signature : view.signatures) {
        MUNIMENT_TRY(const auto line, signature_line(reader, signature));
        lines.push_back(line);
    }
    for (const auto& line : lines) {
        context.streams.out << for_terminal(context.streams, line) << '\n';
    }
    return {};
}

}  // namespace muniment::cli
