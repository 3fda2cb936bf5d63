// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using core::Instant;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Instant start = core::parse_instant("2026-05-03T08:00:00Z").value();
const core::PersonId anna = core::PersonId::parse("anna").value();
const core::PersonId bob = core::PersonId::parse("bob").value();

struct OpenSessions {
    test::TemporaryFolder folder;
    storage::Accounts accounts = storage::Accounts::open(folder.path() / "accounts.db").value();
    storage::SessionStore& sessions = accounts.sessions();

    bool is_open(const std::string& token, Instant at) {
        const auto used = sessions.use(token, at);
        if (!used) CHECK(used.error().code == ErrorCode::not_found);
        return used.has_value();
    }
};

}  // namespace

TEST_CASE_METHOD(OpenSessions, "a session belongs to its person, and its token is not kept") {
    const auto token = sessions.begin(anna, start);
    REQUIRE(token);
    CHECK(token->size() == 43);
    CHECK(token->find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                   "-_") == std::string::npos);
    CHECK(*token != *sessions.begin(anna, start));
    const auto used = sessions.use(*token, start + seconds(5));
    REQUIRE(used);
    CHECK(used->person == anna);
    CHECK(used->created == start);
    CHECK(test::read_file(folder.path() / "accounts.db").find(*token) == std::string::npos);
    CHECK_FALSE(is_open("", start));
    CHECK_FALSE(is_open(*token + "x", start));
    CHECK_FALSE(is_open("' OR 1=1 --", start));
}

TEST_CASE_METHOD(OpenSessions, "a session ends 30 minutes after its last use") {
    const auto token = sessions.begin(anna, start);
    CHECK(is_open(*token, start + minutes(30) - seconds(1)));
    CHECK(is_open(*token, start + minutes(59)));
    CHECK_FALSE(is_open(*token, start + minutes(89)));
    const auto unused = sessions.begin(anna, start);
    CHECK_FALSE(is_open(*unused, start + minutes(30)));
}

TEST_CASE_METHOD(OpenSessions, "a session ends 12 hours after the log-in, however busy") {
    const auto token = sessions.begin(anna, start);
    for (Instant at = start; at < start + hours(12); at += minutes(20)) CHECK(is_open(*token, at));
    CHECK(is_open(*token, start + hours(12) - seconds(1)));
    CHECK_FALSE(is_open(*token, start + hours(12)));
}

TEST_CASE_METHOD(OpenSessions, "logging out ends one session, disabling a person all of theirs") {
    const auto first = sessions.begin(anna, start);
    const auto second = sessions.begin(anna, start);
    const auto other = sessions.begin(bob, start);
    REQUIRE(sessions.end(*first));
    REQUIRE(sessions.end(*first));
    CHECK_FALSE(is_open(*first, start));
    CHECK(is_open(*second, start));
    REQUIRE(sessions.end_all(anna));
    CHECK_FALSE(is_open(*second, start));
    CHECK(is_open(*other, start));
}

TEST_CASE_METHOD(OpenSessions, "a clock that was set back ends a session rather than prolong it") {
    const auto token = sessions.begin(anna, start);
    CHECK(is_open(*token, start - minutes(5)));
    CHECK_FALSE(is_open(*token, start - minutes(6)));
    CHECK_FALSE(is_open(*token, start - hours(24 * 365)));
    CHECK(is_open(*token, start + minutes(1)));
}

TEST_CASE_METHOD(OpenSessions, "a person sees their own sessions and ends one, or the others") {
    const storage::Origin desk{core::Via::web, "192.0.2.7", "Browser 1.0", false};
    const auto first = sessions.begin(anna, start, desk, 3);
    const auto second = sessions.begin(anna, start + minutes(1));
    const auto third = sessions.begin(anna, start + minutes(2));
    const auto other = sessions.begin(bob, start);
    const auto listed = sessions.list(anna, start + minutes(3));
    REQUIRE(listed);
    REQUIRE(listed->size() == 3);
    const auto& oldest = listed->back();
    CHECK(oldest.address == "192.0.2.7");
    CHECK(oldest.browser == "Browser 1.0");
    CHECK(oldest.keys_ended == 3);
    CHECK(oldest.id == sessions.use(*first, start + minutes(3))->id);
    CHECK(first->find(oldest.id) == std::string::npos);
    CHECK(sessions.end_one(bob, oldest.id).error().code == ErrorCode::not_found);
    CHECK(is_open(*first, start + minutes(3)));
    REQUIRE(sessions.end_one(anna, oldest.id));
    CHECK_FALSE(is_open(*first, start + minutes(3)));
    CHECK(sessions.end_others(anna, listed->front().id).value() == 1);
    CHECK_FALSE(is_open(*second, start + minutes(3)));
    CHECK(is_open(*third, start + minutes(3)));
    CHECK(is_open(*other, start + minutes(3)));
    CHECK(sessions.list(anna, start + hours(1))->empty());
}

TEST_CASE_METHOD(OpenSessions, "what a browser says of itself is kept as one short line of text") {
    storage::Origin odd;
    odd.browser = std::string(199, 'x') + "\xc5\xbc";
    REQUIRE(sessions.begin(anna, start, odd));
    odd.browser = "two\nlines";
    REQUIRE(sessions.begin(bob, start, odd));
    CHECK(sessions.list(anna, start)->front().browser == std::string(199, 'x'));
    CHECK(sessions.list(bob, start)->front().browser.empty());
}

TEST_CASE_METHOD(OpenSessions, "a log-in forgets what has ended, and nothing else") {
    const auto ended = sessions.begin(anna, start);
    const auto running = sessions.begin(bob, start + minutes(10));
    REQUIRE(sessions.begin(anna, start + minutes(35)));
    CHECK_FALSE(is_open(*ended, start + minutes(1)));  // even if the clock were set back
    CHECK(is_open(*running, start + minutes(35)));
}
