// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/account_secrets.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "core/acting_right.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::Result;
using core::Status;

struct AccountOptions {
    std::string id;  ///< whom or what it is about
    std::string person;
    std::string operation;
    std::string since;
    std::string end;
    std::string scope;
    std::string until;
    std::string name;
};

Status may_watch(const Session& session) {
    MUNIMENT_TRY(const auto* policy, session.reader().policy());
    if (may_watch_operations(*policy, session.viewer)) return {};
    return core::fail(ErrorCode::permission_denied,
                      session.acting.person.text() + " may not read the operations log",
                      "It is for those who manage people or read everything.");
}

/// What is about somebody's account is for who has shown their secret, also at the prompt.
Result<Session> open_with_secret(const Context& context) {
    MUNIMENT_TRY(Session session, open_for_writing(context));
    if (session.acting.password || session.acting.own_key) return session;
    MUNIMENT_CHECK(ask_for_password(context, session));
    MUNIMENT_CHECK(session.writer().check_secret(session.acting));
    return session;
}

JsonObject json_entry(const storage::OperationEntry& entry) {
    JsonObject object = json_object();
    object.set("position", entry.position);
    object.set("time", json_instant(entry.at));
    object.set("operation", entry.operation);
    object.set("person", entry.person);
    object.set("via", entry.via);
    object.set("address", json_text(entry.address));
    object.set("detail", json_text(entry.detail));
    return object;
}

Outcome show_log(const Context& context, const AccountOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    // A name alone proves nothing: whoever is named shows the password.
    if (!session.viewer.is_operator) {
        MUNIMENT_CHECK(open_with_secret(context));
    }
    MUNIMENT_CHECK(may_watch(session));
    storage::OperationsLog::Filter filter;
    filter.person = options.person;
    if (!options.operation.empty()) {
        MUNIMENT_TRY(const auto operation, storage::parse_operation(options.operation));
        filter.operation = name_of(operation);
    }
    if (!options.since.empty()) {
        MUNIMENT_TRY(filter.since, first_moment(session.reader(), options.since));
    }
    MUNIMENT_TRY(const auto entries, session.library->accounts().log().list(filter));
    if (context.options.json) {
        JsonArray rows;
        for (const auto& entry : entries) rows.add(json_entry(entry));
        JsonObject answer = json_answer();
        answer.set("operations", rows);
        print_json(context.streams, answer);
        return ExitStatus::done;
    }
    Table table({"TIME", "OPERATION", "PERSON", "VIA", "ADDRESS", "DETAIL"});
    for (const auto& entry : entries) {
        MUNIMENT_TRY(const auto time, site_time(session.reader(), entry.at));
        table.add({time, entry.operation, entry.person, entry.via, entry.address, entry.detail});
    }
    table.print(context.streams);
    return ExitStatus::done;
}

Outcome unlock(const Context& context, const AccountOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto session, open_with_secret(context));
    MUNIMENT_TRY(const auto* policy, session.reader().policy());
    MUNIMENT_CHECK(check_may_unlock(*policy, session.viewer));
    MUNIMENT_CHECK(session.reader().viewer(id));
    auto& accounts = session.library->accounts();
    MUNIMENT_CHECK(accounts.guard().reopen(id.text()));
    MUNIMENT_TRY(const auto pass, accounts.browsers().make_pass(id, session.reader().now()));
    MUNIMENT_CHECK(accounts.log().note(storage::Operation::unlocked, id.text(), accounts.origin(),
                                       "by " + session.acting.person.text()));
    context.streams.out << id.text() << " logs in within an hour, with their password, at this "
                        << "address of the library\n"
                        << "/login?pass=" << pass << '\n';
    return ExitStatus::done;
}

JsonObject json_session(const storage::LoginSession& listed) {
    JsonObject object = json_object();
    object.set("id", listed.id);
    object.set("created", json_instant(listed.created));
    object.set("last_used", json_instant(listed.last_used));
    object.set("address", json_text(listed.address));
    object.set("browser", json_text(listed.browser));
    return object;
}

Outcome sessions(const Context& context, const AccountOptions& options) {
    MUNIMENT_TRY(const auto session, open_with_secret(context));
    auto& accounts = session.library->accounts();
    const auto& person = session.acting.person;
    if (!options.end.empty()) {
        if (options.end == "all") {
            MUNIMENT_CHECK(accounts.sessions().end_all(person));
        } else {
            MUNIMENT_CHECK(accounts.sessions().end_one(person, options.end));
        }
        MUNIMENT_CHECK(accounts.log().note(storage::Operation::sessions_ended, person.text(),
                                           accounts.origin(), options.end));
    }
    MUNIMENT_TRY(const auto listed, accounts.sessions().list(person, session.reader().now()));
    if (context.options.json) {
        JsonArray rows;
        for (const auto& one : listed) rows.add(json_session(one));
        JsonObject answer = json_answer();
        answer.set("sessions", rows);
        print_json(context.streams, answer);
        return ExitStatus::done;
    }
    Table table({"ID", "SINCE", "LAST USED", "ADDRESS", "BROWSER"});
    for (const auto& one : listed) {
        MUNIMENT_TRY(const auto since, site_time(session.reader(), one.created));
        MUNIMENT_TRY(const auto used, site_time(session.reader(), one.last_used));
        table.add({one.id, since, used, one.address, one.browser});
    }
    table.print(context.streams);
    return ExitStatus::done;
}

Outcome make_token(const Context& context, const AccountOptions& options) {
    MUNIMENT_TRY(const auto session, open_with_secret(context));
    auto& accounts = session.library->accounts();
    storage::TokenStore::Wish wish;
    wish.name = options.name;
    MUNIMENT_TRY(wish.scope, storage::parse_token_scope(options.scope));
    const auto now = session.reader().now();
    wish.until = now + storage::TokenStore::usual_life;
    MUNIMENT_TRY(const auto until, optional_moment(session.reader(), options.until));
    if (until) wish.until = *until;
    MUNIMENT_TRY(const auto token, accounts.tokens().create(*session.viewer.person, wish, now));
    MUNIMENT_CHECK(accounts.log().note(storage::Operation::token_made, session.acting.person.text(),
                                       accounts.origin(), wish.name + " (" + options.scope + ")"));
    MUNIMENT_TRY(const auto end, site_time(session.reader(), wish.until));
    context.streams.out << "Keep this token: it is shown this once, and works until " << end << '\n'
                        << token << '\n';
    return ExitStatus::done;
}

JsonObject json_token(const storage::ApiToken& token) {
    JsonObject object = json_object();
    object.set("id", token.id);
    object.set("name", token.name);
    object.set("scope", std::string(name_of(token.scope)));
    object.set("created", json_instant(token.created));
    object.set("until", json_instant(token.until));
    object.set("last_used", json_instant(token.last_used));
    return object;
}

Outcome list_tokens(const Context& context, const AccountOptions& /*none*/) {
    MUNIMENT_TRY(const auto session, open_with_secret(context));
    MUNIMENT_TRY(const auto tokens, session.library->accounts().tokens().list(
                                        session.acting.person, session.reader().now()));
    if (context.options.json) {
        JsonArray rows;
        for (const auto& token : tokens) rows.add(json_token(token));
        JsonObject answer = json_answer();
        answer.set("tokens", rows);
        print_json(context.streams, answer);
        return ExitStatus::done;
    }
    Table table({"ID", "NAME", "SCOPE", "UNTIL"});
    for (const auto& token : tokens) {
        MUNIMENT_TRY(const auto until, site_time(session.reader(), token.until));
        table.add({token.id, token.name, std::string(name_of(token.scope)), until});
    }
    table.print(context.streams);
    return ExitStatus::done;
}

Outcome revoke_token(const Context& context, const AccountOptions& options) {
    MUNIMENT_TRY(const auto session, open_with_secret(context));
    auto& accounts = session.library->accounts();
    MUNIMENT_CHECK(accounts.tokens().revoke(session.acting.person, options.id));
    MUNIMENT_CHECK(accounts.log().note(storage::Operation::token_revoked,
                                       session.acting.person.text(), accounts.origin(),
                                       options.id));
    context.streams.out << "the token no longer works\n";
    return ExitStatus::done;
}

void add_token_commands(CLI::App& noun, Context& context,
                        const std::shared_ptr<AccountOptions>& options) {
    auto& token = add_noun(noun, "token", "Tokens by which programs use the API in one's name");
    auto& made = add_command(
        token, context,
        {"create", "Make a token; it is shown once, alone on the last line",
         "muniment account token create --scope read --name \"Nightly export\" --as rita"},
        [&context, options] { return make_token(context, *options); });
    made.add_option("--scope", options->scope, "read, act or clone")->required();
    made.add_option("--name", options->name, "What will use it")->required();
    made.add_option("--until", options->until, "Its last day; else in 90 days");
    add_command(token, context,
                {"list", "One's own tokens", "muniment account token list --as rita"},
                [&context, options] { return list_tokens(context, *options); });
    add_command(token, context,
                {"revoke", "End a token at once",
                 "muniment account token revoke 0123456789abcdef --as rita"},
                [&context, options] { return revoke_token(context, *options); })
        .add_option("TOKEN", options->id, "Its id in the list")
        ->required();
}

}  // namespace

void add_account_commands(CLI::App& app, Context& context) {
    auto& noun = add_noun(app, "account", "The ways in: password, sessions, tokens, lock-out, log");
    const auto options = std::make_shared<AccountOptions>();
    auto& log =
        add_command(noun, context,
                    {"log", "The operations log: log-ins, failures, lock-outs, tokens, reads",
                     "muniment account log --person rita --since 2026-05-01 --as ann"},
                    [&context, options] { return show_log(context, *options); });
    log.add_option("--person", options->person, "Whom it is about");
    log.add_option("--operation", options->operation, "One kind, such as password-failed");
    log.add_option("--since", options->since, "From this date or instant on");
    add_command(noun, context,
                {"unlock", "Let somebody in whom failed log-ins keep out; prints a link",
                 "muniment account unlock rita --as ann"},
                [&context, options] { return unlock(context, *options); })
        .add_option("ID", options->id, "Whom it is about")
        ->required();
    add_command(noun, context,
                {"sessions", "One's own log-ins in browsers, and ending them",
                 "muniment account sessions --end all --as rita"},
                [&context, options] { return sessions(context, *options); })
        .add_option("--end", options->end, "The id of one, or all");
    add_secret_commands(noun, context);
    add_token_commands(noun, context, options);
}

}  // namespace muniment::cli
