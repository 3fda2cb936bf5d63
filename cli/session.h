// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "cli/context.h"
#include "cli/open_library.h"

namespace muniment::cli {

/// A library opened for one command, its projections at the head, and whose view counts.
struct Session {
    std::unique_ptr<OpenLibrary> library;
    core::Viewer viewer;  ///< the acting person, or the operator
    core::Acting acting;  ///< for commands that write; no password yet

    [[nodiscard]] core::LibraryReader& reader() const { return library->reader(); }
    [[nodiscard]] core::LibraryWriter& writer() const { return library->writer(); }

    /// The document that somebody typed; not_found with near identifiers.
    [[nodiscard]] core::Result<core::Identifier> document(const std::string& typed) const {
        return reader().identifier(viewer, typed);
    }
};

/// For commands that read: without --as the view is the operator's.
[[nodiscard]] core::Result<Session> open_for_reading(const Context& context);

/// Notes in the operations log who reads a confidential revision, where somebody is named; to be
/// asked before its text is printed. Error: unavailable when that cannot be noted.
[[nodiscard]] core::Status note_reading(const Session& session, const core::RevisionView& view);

/// For commands that write: somebody must be named. A password that was given in a file, or an own
/// key, is checked to be theirs, also for acts that need none.
[[nodiscard]] core::Result<Session> open_for_writing(const Context& context);

/// For acts that are signed: the acting person's password, from the file or the prompt; nothing is
/// asked when they sign with their own key.
[[nodiscard]] core::Status ask_for_password(const Context& context, Session& session);

/// open_for_writing and ask_for_password.
[[nodiscard]] core::Result<Session> open_for_signing(const Context& context);

/// A new password: from the file, or asked twice. `whose` is for the prompt.
[[nodiscard]] core::Result<std::string> new_password(const Context& context,
                                                     const std::string& whose);

/// Shows the accountability statement and has it accepted at the terminal; off a terminal
/// --new-password-file accepts what is printed. failed_precondition when it is not accepted.
[[nodiscard]] core::Status accept_statement(const Context& context);

}  // namespace muniment::cli
