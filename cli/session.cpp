// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/session.h"

#include <ostream>

#include "cli/input_file.h"
#include "cli/progress.h"
#include "cli/prompt.h"
#include "storage/accounts/reading_note.h"
#include "storage/own_key_signer.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

Status use_own_key(const Context& context, Session& session) {
    if (!context.options.password_file.empty()) {
        return fail(ErrorCode::invalid_argument, "a password and an SSH key are two ways to sign",
                    "Give --password-file or --ssh-key, not both.");
    }
    MUNIMENT_TRY(session.acting.own_key, storage::OwnKeySigner::open(context.options.ssh_key));
    return session.writer().check_secret(session.acting);
}

Result<Session> opened(const Context& context) {
    Session session;
    const storage::LibraryLayout layout(context.options.library);
    MUNIMENT_TRY(session.library, OpenLibrary::open(layout));
    ProgressBar bar(context.streams, "Bringing the catalogue up to date");
    MUNIMENT_CHECK(session.reader().catch_up(bar.teller()));
    return session;
}

/// Whoever has shown the right password hears of the wrong ones since they were last told.
Status tell_of_failures(const Context& context, const Session& session) {
    auto& log = session.library->accounts().log();
    MUNIMENT_CHECK(log.forget_old());
    MUNIMENT_TRY(const auto news, log.news(session.acting.person));
    if (news.count == 0) return {};
    context.streams.err << "muniment: " << news.count << " wrong "
                        << (news.count == 1 ? "password was" : "passwords were") << " given for "
                        << session.acting.person.text() << " since " << core::render(news.since)
                        << '\n';
    return log.told(session.acting.person);
}

}  // namespace

Result<Session> open_for_reading(const Context& context) {
    MUNIMENT_TRY(Session session, opened(context));
    if (context.options.person.empty()) {
        session.viewer.is_operator = true;
        return session;
    }
    MUNIMENT_TRY(session.acting.person, core::PersonId::parse(context.options.person));
    MUNIMENT_TRY(session.viewer, session.reader().viewer(session.acting.person));
    return session;
}

Result<Session> open_for_writing(const Context& context) {
    if (context.options.person.empty()) {
        return fail(ErrorCode::invalid_argument, "nobody is named who does this",
                    "Name the acting person with --as ID or $MUNIMENT_PERSON.");
    }
    MUNIMENT_TRY(Session session, open_for_reading(context));
    if (!context.options.ssh_key.empty()) {
        MUNIMENT_CHECK(use_own_key(context, session));
        return session;
    }
    if (context.options.password_file.empty()) return session;
    MUNIMENT_TRY(session.acting.password,
                 read_first_line(context.streams, context.options.password_file));
    MUNIMENT_CHECK(
        session.writer().check_password(session.acting.person, *session.acting.password));
    MUNIMENT_CHECK(tell_of_failures(context, session));
    return session;
}

Status note_reading(const Session& session, const core::RevisionView& view) {
    MUNIMENT_TRY(const auto* policy, session.reader().policy());
    return storage::note_reading(session.library->accounts(), *policy, session.viewer, view);
}

Status ask_for_password(const Context& context, Session& session) {
    if (session.acting.password || session.acting.own_key) return {};
    MUNIMENT_TRY(session.acting.password,
                 ask_password(context.streams, "Password of " + session.acting.person.text() + ": ",
                              "This act is signed: give the password with --password-file FILE."));
    return {};
}

Result<Session> open_for_signing(const Context& context) {
    MUNIMENT_TRY(Session session, open_for_writing(context));
    MUNIMENT_CHECK(ask_for_password(context, session));
    return session;
}

Result<std::string> new_password(const Context& context, const std::string& whose) {
    if (!context.options.new_password_file.empty()) {
        return read_first_line(context.streams, context.options.new_password_file);
    }
    const std::string instead = "Give the new password with --new-password-file FILE.";
    MUNIMENT_TRY(auto password,
                 ask_password(context.streams, "New password of " + whose + ": ", instead));
    MUNIMENT_TRY(const auto again, ask_password(context.streams, "Once more: ", instead));
    if (password != again) {
        return fail(ErrorCode::invalid_argument, "the two passwords differ", "Try again.");
    }
    return password;
}

Status accept_statement(const Context& context) {
    context.streams.err << core::accountability_statement() << "\n\n";
    const bool scripted =
        !context.streams.in_is_terminal && !context.options.new_password_file.empty();
    if (scripted) return {};
    MUNIMENT_TRY(const bool accepted,
                 ask_yes(context.streams, "Do you accept this statement?",
                         "Off a terminal, --new-password-file FILE accepts the statement above."));
    if (accepted) return {};
    return fail(ErrorCode::failed_precondition, "the statement was not accepted",
                "Nothing was changed; a signature counts only for those who accept it.");
}

}  // namespace muniment::cli
