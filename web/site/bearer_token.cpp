// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/bearer_token.h"

namespace muniment::web {
namespace {

using core::ErrorCode;
using storage::TokenScope;

constexpr std::string_view scheme = "Bearer";

bool covers(TokenScope has, TokenScope needed) {
    return has == needed || (has == TokenScope::act && needed == TokenScope::read);
}

/// Whose token it is, and what speaks against it; without a person, nobody's.
core::Result<TokenVisit> judged(LibraryHandle& library, const std::string& token,
                                TokenScope needed) {
    TokenVisit visit;
    const auto used = library.accounts().tokens().use(token, library.reader().now());
    if (!used) {
        if (used.error().code != ErrorCode::not_found) return core::fail(used.error());
        visit.problem = "unknown, expired or revoked";
        return visit;
    }
    MUNIMENT_TRY(const auto person, library.reader().ports().reg.person(used->person));
    if (!person || !person->enabled) {
        visit.problem = "of " + used->person.text() + ", who is disabled";
        return visit;
    }
    if (storage::ended_keys(*person) != used->keys_ended) {
        visit.problem = "of " + used->person.text() + ", made before their key was ended";
        return visit;
    }
    visit.person = *person;
    visit.is_good = covers(used->scope, needed);
    if (!visit.is_good) {
        visit.problem = "its scope is " + std::string(name_of(used->scope)) + ", not " +
                        std::string(name_of(needed));
    }
    return visit;
}

storage::Origin without_address(const storage::Origin& origin) {
    return {origin.via, {}, {}, false};
}

/// Counts a token that is not good, unless there were too many already.
core::Status count_failure(LibraryHandle& library, const std::string& token, TokenVisit& visit) {
    using storage::Operation;
    auto& accounts = library.accounts();
    const auto& origin = accounts.origin();
    const auto stranger = without_address(origin);
    const auto account = storage::PasswordGuard::account_of_stranger(origin);
    MUNIMENT_TRY(visit.wait, wait_of_strangers(accounts));
    if (visit.wait.count() > 0) return {};
    const auto attempt = accounts.guard().admit(account, stranger);
    if (!attempt) {
        if (attempt.error().code != ErrorCode::unavailable) return core::fail(attempt.error());
        visit.wait = std::chrono::seconds(1);  // another one was faster
        return {};
    }
    const auto whose =
        visit.person ? visit.person->id.text() : storage::StoredKeyRing::account_of_nobody(token);
    MUNIMENT_CHECK(accounts.log().note(Operation::token_failed, whose, origin, visit.problem));
    MUNIMENT_TRY(const auto closed, accounts.guard().failed(*attempt));
    return storage::note_lock_outs(accounts.log(), closed, origin);
}

}  // namespace

core::Result<std::chrono::seconds> wait_of_strangers(storage::Accounts& accounts) {
    const auto& origin = accounts.origin();
    return accounts.guard().wait(storage::PasswordGuard::account_of_stranger(origin),
                                 without_address(origin));
}

core::Result<std::optional<std::string>> bearer_token(const http::Request& request) {
    const auto count = request.headers.count("Authorization");
    if (count == 0) return std::optional<std::string>();
    if (count > 1) {
        return core::fail(ErrorCode::invalid_argument,
                          "there is more than one Authorization header", "Send one token.");
    }
    const std::string& value = *request.headers.find("Authorization");
    const auto space = value.find(' ');
    if (!http::equals_ignoring_case(value.substr(0, space), scheme) || space == std::string::npos) {
        return core::fail(ErrorCode::permission_denied,
                          "the Authorization header holds no bearer token",
                          "Send 'Authorization: Bearer' and a token.");
    }
    return std::optional(std::string(http::without_blanks(value.substr(space))));
}

core::Result<TokenVisit> visit_by_token(LibraryHandle& library, const std::string& token,
                                        TokenScope needed) {
    MUNIMENT_TRY(auto visit, judged(library, token, needed));
    if (!visit.is_good) {
        MUNIMENT_CHECK(count_failure(library, token, visit));
        return visit;
    }
    auto origin = library.accounts().origin();
    origin.is_known = true;
    library.accounts().arrive(origin);
    return visit;
}

}  // namespace muniment::web
