// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/account_secrets.h"

#include <ostream>

#include "cli/session.h"
#include "storage/accounts/password_change.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;

Outcome change_password(const Context& context) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    if (!session.acting.password) {
        return core::fail(ErrorCode::invalid_argument, "an SSH key cannot change a password",
                          "Give the password that is to be changed: --password-file FILE.");
    }
    MUNIMENT_TRY(const auto* policy, session.reader().policy());
    MUNIMENT_TRY(const auto chosen, new_password(context, session.acting.person.text()));
    MUNIMENT_CHECK(storage::change_password(
        session.library->accounts(),
        {*session.viewer.person, policy->organisation, *session.acting.password, chosen, {}}));
    context.streams.out << "the password is changed; sessions in browsers have ended, tokens still "
                           "work\n";
    return ExitStatus::done;
}

}  // namespace

void add_secret_commands(CLI::App& account, Context& context) {
    add_command(account, context,
                {"password", "Change one's own password; sessions in browsers end",
                 "muniment account password --as rita"},
                [&context] { return change_password(context); });
}

}  // namespace muniment::cli
