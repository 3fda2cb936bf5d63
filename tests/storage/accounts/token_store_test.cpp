// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/token_store.h"

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/model_library.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using core::Instant;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using storage::TokenScope;

namespace {

const Instant start = core::parse_instant("2026-05-03T08:00:00Z").value();

core::Person person_with_keys(const std::string& id, int ended) {
    core::Person person;
    person.id = test::person_id(id);
    for (int i = 0; i < ended; ++i) person.keys.push_back({"old", start, start});
    person.keys.push_back({"new", start, {}});
    return person;
}

struct Tokens {
    test::TemporaryFolder folder;
    storage::Accounts accounts = storage::Accounts::open(folder.path() / "accounts.db").value();
    storage::TokenStore& tokens = accounts.tokens();
    core::Person anna = person_with_keys("anna", 1);

    bool works(const std::string& token, Instant at) {
        const auto used = tokens.use(token, at);
        if (!used) CHECK(used.error().code == ErrorCode::not_found);
        return used.has_value();
    }
};

}  // namespace

TEST_CASE_METHOD(Tokens, "a token is shown once, kept hashed, and names person and scope") {
    const auto token =
        tokens.create(anna, {"Nightly export", TokenScope::read, start + days(1)}, start);
    REQUIRE(token);
    CHECK(token->size() == 47);
    CHECK(token->substr(0, 4) == "mnt_");
    CHECK(test::read_file(folder.path() / "accounts.db").find(token->substr(4)) ==
          std::string::npos);
    const auto used = tokens.use(*token, start + hours(1));
    REQUIRE(used);
    CHECK(used->person == anna.id);
    CHECK(used->scope == TokenScope::read);
    CHECK(used->keys_ended == storage::ended_keys(anna));
    CHECK(used->name == "Nightly export");
    CHECK(token->find(used->id) == std::string::npos);
    CHECK(tokens.list(anna.id, start + hours(2))->front().last_used == start + hours(1));
}

TEST_CASE_METHOD(Tokens, "forged, expired, revoked and foreign tokens do not work") {
    const auto token = tokens.create(anna, {"a", TokenScope::act, start + days(1)}, start);
    REQUIRE(token);
    for (const auto& forged :
         {std::string(), std::string("mnt_"), *token + "x", token->substr(4),
          "mnt_" + std::string(43, 'A'), std::string("' OR 1=1 --"), std::string("mnt_\0x", 6)})
        CHECK_FALSE(works(forged, start));
    CHECK(works(*token, start + days(1) - seconds(1)));
    CHECK_FALSE(works(*token, start + days(1)));
    CHECK_FALSE(works(*token, start - minutes(6)));  // the clock was set back
    const auto id = tokens.list(anna.id, start)->front().id;
    CHECK(tokens.revoke(test::person_id("bob"), id).error().code == ErrorCode::not_found);
    CHECK(works(*token, start));
    REQUIRE(tokens.revoke(anna.id, id));
    CHECK_FALSE(works(*token, start));
    CHECK(tokens.revoke(anna.id, id).error().code == ErrorCode::not_found);
}

TEST_CASE_METHOD(Tokens, "a token ends within a year and has a name") {
    const auto code_of = [&](const std::string& name, Instant until) {
        return tokens.create(anna, {name, TokenScope::clone, until}, start).error().code;
    };
    CHECK(code_of("", start + days(1)) == ErrorCode::invalid_argument);
    CHECK(code_of("two\nlines", start + days(1)) == ErrorCode::invalid_argument);
    CHECK(code_of("\xff", start + days(1)) == ErrorCode::invalid_argument);
    CHECK(code_of("a", start) == ErrorCode::invalid_argument);
    CHECK(code_of("a", start + days(367)) == ErrorCode::invalid_argument);
    for (std::size_t i = 0; i < storage::TokenStore::most_of_a_person; ++i)
        REQUIRE(tokens.create(anna, {"a", TokenScope::clone, start + days(1)}, start));
    CHECK(code_of("a", start + days(1)) == ErrorCode::failed_precondition);
    CHECK(tokens.create(anna, {"a", TokenScope::clone, start + days(9)}, start + days(2)));
    CHECK(tokens.list(anna.id, start + days(2))->size() == 1);
}
