// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/account_page.h"

#include "core/reading_right.h"
#include "web/http_status.h"
#include "web/site/form.h"
#include "web/site/lock_out_notice.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

Data sessions_data(const Call& call, const std::vector<storage::LoginSession>& sessions) {
    DataList rows;
    for (const auto& session : sessions) {
        Data row;
        row.set("session_id", session.id);
        row.set("session_since", call.wording.moment(session.created));
        row.set("session_used", call.wording.moment(session.last_used));
        row.set("session_address", session.address);
        row.set("session_browser", session.browser);
        row.set("session_here", session.id == call.session_id);
        rows.push_back(row);
    }
    return Data(rows);
}

Data tokens_data(const Call& call, const std::vector<storage::ApiToken>& tokens) {
    DataList rows;
    for (const auto& token : tokens) {
        Data row;
        row.set("token_id", token.id);
        row.set("token_name", token.name);
        row.set("token_scope", call.text("token." + std::string(name_of(token.scope))));
        row.set("token_until", call.wording.moment(token.until));
        const bool used = token.last_used != token.created;
        row.set("token_used", used ? call.wording.moment(token.last_used) : "-");
        rows.push_back(row);
    }
    return Data(rows);
}

Data operations_data(const Call& call, const std::vector<storage::OperationEntry>& entries) {
    DataList rows;
    for (const auto& entry : entries) {
        Data row;
        row.set("operation_time", call.wording.moment(entry.at));
        row.set("operation_word", call.text("operation." + entry.operation));
        row.set("operation_person", entry.person);
        row.set("operation_from", entry.via + (entry.address.empty() ? "" : " " + entry.address));
        row.set("operation_detail", entry.detail);
        rows.push_back(row);
    }
    return Data(rows);
}

Data factor_data(const Call& call, const std::optional<storage::SecondFactor>& factor) {
    if (!factor) return Data(call.text("account.factor_none"));
    return Data(call.wording.texts().fill("account.factor_since",
                                          {{"since", call.wording.moment(factor->since)}}) +
                " " + call.wording.texts().counted("factor.left", factor->recovery_codes));
}

FormPage token_form(const Call& call) {
    Field name;
    name.name = "name";
    name.label = call.text("token.name");
    name.hint = call.text("token.name_hint");
    name.required = true;
    Field scope;
    scope.kind = Field::Kind::choice;
    scope.name = "scope";
    scope.label = call.text("token.scope");
    scope.required = true;
    for (const char* one : {"read", "act", "clone"})
        scope.options.push_back({one, call.text("token." + std::string(one))});
    scope.chosen = {"read"};
    Field until;
    until.kind = Field::Kind::date;
    until.name = "until";
    until.label = call.text("token.until");
    until.hint = call.text("token.until_hint");
    Field password = password_field(call);
    password.hint.clear();
    FormPage page;
    page.headline = call.text("token.headline");
    page.explanation = call.text("token.explanation");
    page.button = call.text("token.button");
    page.action = "/account/tokens/new";
    page.cancel = "/account";
    page.fields = {name, scope, until, password};
    page.sent = call.sent;
    return page;
}

/// The new token. Made by its owner alone: with their password, in their session.
core::Result<std::string> make_token(Call& call) {
    const auto& person = *call.viewer.person;
    auto& accounts = call.library.accounts();
    storage::TokenStore::Wish wish;
    wish.name = typed(call.form, "name");
    MUNIMENT_TRY(wish.scope, storage::parse_token_scope(call.form.get("scope")));
    wish.until = call.now + storage::TokenStore::usual_life;
    MUNIMENT_TRY(const auto last_day, typed_date(call, "until"));
    if (last_day) {
        MUNIMENT_TRY(wish.until, call.reader().moment(typed(call.form, "until")));
    }
    MUNIMENT_CHECK(call.library.check_password(person.id, call.form.get("password")));
    MUNIMENT_TRY(auto token, accounts.tokens().create(person, wish, call.now));
    MUNIMENT_CHECK(accounts.log().note(storage::Operation::token_made, person.id.text(),
                                       accounts.origin(),
                                       wish.name + " (" + std::string(name_of(wish.scope)) + ")"));
    return token;
}

}  // namespace

core::Result<http::Response> account_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    auto& accounts = call.library.accounts();
    const auto& person = *call.viewer.person;
    MUNIMENT_TRY(const auto sessions, accounts.sessions().list(person.id, call.now));
    MUNIMENT_TRY(const auto tokens, accounts.tokens().list(person.id, call.now));
    MUNIMENT_TRY(const auto factor, accounts.second_factors().of(person));
    storage::OperationsLog::Filter filter;
    filter.person = person.id.text();
    filter.limit = 20;
    MUNIMENT_TRY(const auto entries, accounts.log().list(filter));
    Data data(Data::type::object);
    data.set("person_id", person.id.text());
    data.set("person_name", person.name);
    data.set("csrf", call.frame.csrf_token);
    data.set("sessions", sessions_data(call, sessions));
    data.set("others", sessions.size() > 1);
    data.set("factor", factor_data(call, factor));
    data.set("has_factor", factor.has_value());
    if (!tokens.empty()) data.set("tokens", Data("token", tokens_data(call, tokens)));
    data.set("operations", operations_data(call, entries));
    return call.answer(call.text("account.headline"), "account", data);
}

core::Result<http::Response> end_sessions(Call& call) {
    auto& accounts = call.library.accounts();
    const auto& person = call.viewer.person->id;
    const std::string which = call.form.get("end");
    if (which == "others") {
        MUNIMENT_CHECK(accounts.sessions().end_others(person, call.session_id));
    } else {
        MUNIMENT_CHECK(accounts.sessions().end_one(person, which));
    }
    MUNIMENT_CHECK(accounts.log().note(storage::Operation::sessions_ended, person.text(),
                                       accounts.origin(), which));
    return call.done("/account", call.text("account.sessions_ended"));
}

core::Result<http::Response> new_token_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    auto page = token_form(call);
    if (!call.sent) return answer_form(call, page);
    const auto token = make_token(call);
    if (!token) {
        page.problem = token.error();
        page.problem_field = field_at_fault(token.error(), "");
        return answer_form(call, page);
    }
    Data data(Data::type::object);
    data.set("token", *token);
    return call.answer(call.text("token.made"), "token", data);
}

core::Result<http::Response> revoke_token(Call& call) {
    auto& accounts = call.library.accounts();
    const auto& person = call.viewer.person->id;
    const std::string id = call.form.get("token");
    MUNIMENT_CHECK(accounts.tokens().revoke(person, id));
    MUNIMENT_CHECK(accounts.log().note(storage::Operation::token_revoked, person.text(),
                                       accounts.origin(), id));
    return call.done("/account", call.text("token.revoked"));
}

core::Result<http::Response> operations_page(Call& call) {
    MUNIMENT_TRY(const auto query, Query::check(call.visit.request.query, {"person", "operation"}));
    if (!may_watch_operations(call.policy, call.viewer)) {
        return core::fail(ErrorCode::permission_denied, call.text("operations.denied"));
    }
    storage::OperationsLog::Filter filter;
    filter.person = query.get("person");
    filter.operation = query.get("operation");
    filter.limit = 200;
    MUNIMENT_TRY(const auto entries, call.library.accounts().log().list(filter));
    const bool shows_lock_outs =
        filter.operation.empty() || filter.operation == name_of(storage::Operation::locked);
    if (filter.person.empty() && shows_lock_outs) MUNIMENT_CHECK(lock_outs_read(call, entries));
    Data data(Data::type::object);
    data.set("operations", operations_data(call, entries));
    return call.answer(call.text("operations.headline"), "operations", data);
}

}  // namespace muniment::web
