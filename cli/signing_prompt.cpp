// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/signing_prompt.h"

#include <ostream>

#include "cli/prompt.h"
#include "cli/text_output.h"
#include "core/difference.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

/// What is in force, to compare with; nothing for a first revision.
Result<std::optional<core::RevisionView>> in_force(const Session& session,
                                                   const core::Identifier& id) {
    core::RevisionChoice now;
    now.as_of = session.reader().now();
    auto view = session.reader().show(session.viewer, id, now);
    if (view) return std::optional(std::move(*view));
    if (view.error().code == ErrorCode::not_found) return std::optional<core::RevisionView>();
    return fail(view.error());
}

Status show_changes(const Context& context, const Session& session,
                    const std::optional<core::RevisionView>& current,
                    const core::RevisionView& view) {
    MUNIMENT_TRY(const auto found, core::difference(session.reader(), current, view));
    context.streams.out << (current ? "Changes against revision " + current->revision.text() +
                                          ", which is in force:"
                                    : "Nothing is in force yet; all of it is new:")
                        << '\n'
                        << for_terminal(context.streams, render(found)) << '\n';
    return {};
}

}  // namespace

Result<std::optional<core::Digest>> show_and_ask(const Context& context, const Session& session,
                                                 const core::Identifier& id, core::Request request,
                                                 const std::string& question) {
    if (!context.streams.in_is_terminal) return std::optional<core::Digest>();
    core::RevisionChoice choice;
    choice.draft = request == core::Request::draft;
    MUNIMENT_TRY(const auto view, session.reader().show(session.viewer, id, choice));
    context.streams.out << id.text() << ' ' << for_terminal(context.streams, view.metadata.title)
                        << "\nrevision " << view.revision.text() << "\ndigest   "
                        << view.content.sha256.text() << "\n\n";
    if (choice.draft) {
        MUNIMENT_TRY(const auto current, in_force(session, id));
        MUNIMENT_CHECK(show_changes(context, session, current, view));
    }
    MUNIMENT_TRY(const bool yes, ask_yes(context.streams, question, "Give --digest DIGEST."));
    if (yes) return std::optional(view.content.sha256);
    return fail(ErrorCode::failed_precondition, "nothing was signed");
}

Result<std::optional<core::Digest>> digest_to_sign(const Context& context, const Session& session,
                                                   const core::Identifier& id,
                                                   core::Request request,
                                                   const std::string& question,
                                                   const std::string& digest) {
    if (digest.empty()) return show_and_ask(context, session, id, request, question);
    MUNIMENT_TRY(const auto given, core::Digest::parse(digest));
    return std::optional(given);
}

}  // namespace muniment::cli
