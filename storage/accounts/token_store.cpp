// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/token_store.h"

#include <algorithm>

#include "core/text.h"
#include "storage/accounts/random_token.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/row.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using core::Instant;
using namespace Poco::Data::Keywords;

constexpr const char* prefix = "mnt_";
/// A token made so far ahead of this moment was made before the clock was set back.
constexpr std::chrono::minutes tolerance{5};

struct TokenRow {
    std::string stored;
    std::string person;
    std::string name;
    std::string scope;
    Poco::Int64 created = 0;
    Poco::Int64 until = 0;
    Poco::Int64 last_used = 0;
    Poco::Int64 keys_ended = 0;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.stored, row.person, row.name, row.scope, row.created, row.until,
                        row.last_used, row.keys_ended);
    }
};

constexpr const char* select_tokens =
    "SELECT stored, person, name, scope, created, until, last_used, keys_ended FROM api_tokens ";

Instant instant_of(Poco::Int64 seconds) {
    return Instant(std::chrono::seconds(seconds));
}

Poco::Int64 seconds_of(Instant instant) {
    return instant.time_since_epoch().count();
}

core::Result<ApiToken> token_of(const TokenRow& row) {
    MUNIMENT_TRY(auto person, core::PersonId::parse(row.person));
    MUNIMENT_TRY(const auto scope, parse_token_scope(row.scope));
    return ApiToken{row.stored.substr(0, 16),
                    std::move(person),
                    row.name,
                    scope,
                    instant_of(row.created),
                    instant_of(row.until),
                    instant_of(row.last_used),
                    static_cast<std::size_t>(row.keys_ended)};
}

core::Status check_wish(const TokenStore::Wish& wish, Instant at) {
    constexpr std::size_t longest_name = 100;
    if (wish.name.empty() || wish.name.size() > longest_name || !core::is_utf8(wish.name) ||
        !core::is_single_line(wish.name)) {
        return core::fail(ErrorCode::invalid_argument,
                          "a token needs a name of 1 to 100 characters on one line",
                          "Name the program that will use it.");
    }
    if (wish.until <= at || wish.until > at + TokenStore::longest_life) {
        return core::fail(ErrorCode::invalid_argument,
                          "a token ends some time from now, and within a year",
                          "Give a date of the coming 366 days.");
    }
    return {};
}

tl::unexpected<core::Error> no_token() {
    return core::fail(ErrorCode::not_found, "there is no such token, or it has expired",
                      "Make one with `muniment account token create`.");
}

}  // namespace

std::string_view name_of(TokenScope scope) {
    switch (scope) {
        case TokenScope::read:
            return "read";
        case TokenScope::act:
            return "act";
        case TokenScope::clone:
            return "clone";
    }
    return "";
}

core::Result<TokenScope> parse_token_scope(std::string_view text) {
    for (const auto scope : {TokenScope::read, TokenScope::act, TokenScope::clone}) {
        if (name_of(scope) == text) return scope;
    }
    return core::fail(ErrorCode::invalid_argument, "a token has no such scope",
                      "Choose read, act or clone.");
}

std::size_t ended_keys(const core::Person& person) {
    return static_cast<std::size_t>(
        std::count_if(person.keys.begin(), person.keys.end(),
                      [](const core::PersonKey& key) { return key.until.has_value(); }));
}

TokenStore::TokenStore(const Poco::Data::Session& session)
    : session_(std::make_unique<Poco::Data::Session>(session)) {}

TokenStore::~TokenStore() = default;

core::Result<std::string> TokenStore::create(const core::Person& person, const Wish& wish,
                                             Instant at) {
    MUNIMENT_CHECK(check_wish(wish, at));
    MUNIMENT_TRY(const std::string random, make_random_token());
    const std::string token = prefix + random;
    return sqlite_guarded("keep a token", [&]() -> core::Result<std::string> {
        WriteTransaction transaction(*session_);
        *session_ << "DELETE FROM api_tokens WHERE until <= ?", bind(seconds_of(at)), now;
        Poco::Int64 count = 0;
        *session_ << "SELECT count(*) FROM api_tokens WHERE person = ?", into(count),
            bind(person.id.text()), now;
        if (count >= static_cast<Poco::Int64>(most_of_a_person)) {
            return core::fail(ErrorCode::failed_precondition,
                              person.id.text() + " has 100 tokens already",
                              "Revoke those that nobody uses.");
        }
        *session_ << "INSERT INTO api_tokens (stored, person, name, scope, created, until, "
                     "last_used, keys_ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            bind(stored_form_of_token(token)), bind(person.id.text()), bind(wish.name),
            bind(std::string(name_of(wish.scope))), bind(seconds_of(at)),
            bind(seconds_of(wish.until)), bind(seconds_of(at)),
            bind(static_cast<Poco::Int64>(ended_keys(person))), now;
        transaction.commit();
        return token;
    });
}

core::Result<ApiToken> TokenStore::use(const std::string& token, Instant at) {
    return sqlite_guarded("use a token", [&]() -> core::Result<ApiToken> {
        std::vector<TokenRow> rows;
        *session_ << std::string(select_tokens) + "WHERE stored = ?", into(rows),
            bind(stored_form_of_token(token)), now;
        if (rows.empty()) return no_token();
        MUNIMENT_TRY(auto found, token_of(rows.front()));
        if (found.until <= at || found.created > at + tolerance) return no_token();
        const bool is_first = rows.front().last_used == rows.front().created;
        if (is_first || at - found.last_used >= precision || at < found.last_used) {
            *session_ << "UPDATE api_tokens SET last_used = ? WHERE stored = ?",
                bind(seconds_of(at)), bind(rows.front().stored), now;
            found.last_used = at;
        }
        return found;
    });
}

core::Result<std::vector<ApiToken>> TokenStore::list(const core::PersonId& person, Instant at) {
    using Tokens = std::vector<ApiToken>;
    return sqlite_guarded("list tokens", [&]() -> core::Result<Tokens> {
        std::vector<TokenRow> rows;
        *session_ << std::string(select_tokens) +
                         "WHERE person = ? AND until > ? ORDER BY created DESC, stored",
            into(rows), bind(person.text()), bind(seconds_of(at)), now;
        Tokens tokens;
        for (const auto& row : rows) {
            MUNIMENT_TRY(auto token, token_of(row));
            tokens.push_back(std::move(token));
        }
        return tokens;
    });
}

core::Status TokenStore::revoke(const core::PersonId& person, const std::string& id) {
    return sqlite_guarded("revoke a token", [&]() -> core::Status {
        const std::size_t revoked =
            (*session_ << "DELETE FROM api_tokens WHERE person = ? AND substr(stored, 1, 16) = ?",
             bind(person.text()), bind(id))
                .execute();
        if (revoked > 0) return {};
        return core::fail(ErrorCode::not_found, person.text() + " has no such token",
                          "`muniment account token list` shows those there are.");
    });
}

}  // namespace muniment::storage
