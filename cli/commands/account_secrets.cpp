// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/account_secrets.h"

#include <ostream>

#include "cli/session.h"
#include "cli/site_time.h"
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

/// That the person has a factor; failed_precondition otherwise.
core::Result<storage::SecondFactor> factor_of(const Session& session) {
    MUNIMENT_TRY(const auto factor,
                 session.library->accounts().second_factors().of(*session.viewer.person));
    if (factor) return *factor;
    return core::fail(ErrorCode::failed_precondition,
                      session.acting.person.text() + " has no second factor",
                      "It is set up in the browser, on the page /account.");
}

Outcome show_factor(const Context& context) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_CHECK(session.writer().check_secret(session.acting));
    MUNIMENT_TRY(const auto factor,
                 session.library->accounts().second_factors().of(*session.viewer.person));
    if (!factor) {
        context.streams.out << "there is no second factor; the page /account sets one up\n";
        return ExitStatus::done;
    }
    MUNIMENT_TRY(const auto since, site_time(session.reader(), factor->since));
    context.streams.out << "a second factor since " << since << ", " << factor->recovery_codes
                        << " recovery codes left\n";
    return ExitStatus::done;
}

Outcome remove_factor(const Context& context, const std::string& code) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    if (!session.acting.password) {
        return core::fail(ErrorCode::invalid_argument, "the password opens the second factor",
                          "Give it with --password-file FILE.");
    }
    MUNIMENT_TRY(const auto factor, factor_of(session));
    auto& accounts = session.library->accounts();
    MUNIMENT_TRY(const auto opener, accounts.key_ring().derive_secret(
                                        session.acting.person, factor.public_key,
                                        *session.acting.password, storage::second_factor_use));
    MUNIMENT_CHECK(
        accounts.second_factors().check(*session.viewer.person, opener, code, accounts.origin()));
    MUNIMENT_CHECK(accounts.second_factors().remove(session.acting.person, accounts.origin()));
    context.streams.out << "the second factor is removed\n";
    return ExitStatus::done;
}

void add_factor_commands(CLI::App& account, Context& context) {
    auto& noun =
        add_noun(account, "second-factor", "The codes that log-in in the browser asks for");
    add_command(
        noun, context,
        {"status", "Whether there is one", "muniment account second-factor status --as rita"},
        [&context] { return show_factor(context); });
    const auto code = std::make_shared<std::string>();
    add_command(noun, context,
                {"remove", "End it, with the password and a code",
                 "muniment account second-factor remove --code 123456 --as rita"},
                [&context, code] { return remove_factor(context, *code); })
        .add_option("--code", *code, "The code of the moment, or a recovery code")
        ->required();
}

}  // namespace

void add_secret_commands(CLI::App& account, Context& context) {
    add_command(account, context,
                {"password", "Change one's own password; sessions in browsers end",
                 "muniment account password --as rita"},
                [&context] { return change_password(context); });
    add_factor_commands(account, context);
}

}  // namespace muniment::cli
