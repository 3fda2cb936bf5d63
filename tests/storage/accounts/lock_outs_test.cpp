// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/lock_outs.h"

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/model_library.h"
#include "tests/support/set_clock.h"
#include "tests/support/sqlite_file.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using std::chrono::hours;
using std::chrono::minutes;
using storage::Operation;
using Names = std::set<std::string>;

namespace {

struct Watched {
    test::TemporaryFolder folder;
    test::SetClock clock;
    storage::Accounts accounts =
        storage::Accounts::open(folder.path() / "accounts.db", {{1, 8192}, &clock}).value();
    storage::LockOutWatch& watch = accounts.lock_outs();
    core::PersonId olga = test::person_id("olga");
    core::PersonId otto = test::person_id("otto");

    void fail(const std::string& account, const storage::Origin& origin, int tries) {
        for (int i = 0; i < tries; ++i) {
            const auto attempt = accounts.guard().admit(account, origin);
            if (attempt) REQUIRE(accounts.guard().failed(*attempt));
        }
    }
    void add_key(const std::string& name) {
        const auto made = accounts.key_ring().make_key(
            {test::person_id(name), name, "Works"}, "correct horse", core::Digest(), "statement");
        REQUIRE(made);
        keys[name] = made->public_key;
    }
    /// Wrong passwords at somebody's key, or under a name that nobody has.
    void guess(const std::string& name, const storage::Origin& origin, int tries) {
        auto& ring = accounts.key_ring();
        accounts.arrive(origin);
        for (int i = 0; i < tries; ++i) {
            const auto key = keys.find(name);
            if (key == keys.end()) {
                CHECK(ring.refuse(name, "guess").error().code == ErrorCode::permission_denied);
                continue;
            }
            const auto opened = ring.unlock(test::person_id(name), key->second, "guess");
            CHECK(opened.error().code == ErrorCode::permission_denied);
        }
    }
    std::vector<storage::OperationEntry> newest(std::size_t limit,
                                                const std::string& operation = {}) {
        return accounts.log().list({{}, operation, {}, limit}).value();
    }

    std::map<std::string, std::string> keys;
};

storage::Origin from(const std::string& address) {
    return {core::Via::web, address, "", false};
}

}  // namespace

TEST_CASE_METHOD(Watched, "who watches is told what is closed, by account and by address") {
    CHECK(watch.closed()->empty());
    const auto stranger = storage::PasswordGuard::account_of_stranger(from("203.0.113.5"));
    for (const int tries : {6, 4}) {
        clock.at += minutes(1);
        fail(stranger, {core::Via::api, "", "", false}, tries);
    }
    CHECK(watch.closed()->addresses == Names{"203.0.113.5"});
    clock.at += minutes(1);
    CHECK(watch.closed()->empty());
    fail("bob", from("192.0.2.7"), 4);
    CHECK(watch.closed()->empty());
    fail("bob", from("192.0.2.7"), 1);
    fail(storage::PasswordGuard::codes_of("eva"), {core::Via::web, "", "", true}, 5);
    fail(storage::StoredKeyRing::account_of_nobody("no one"), from("192.0.2.8"), 5);
    auto closed = watch.closed().value();
    CHECK(closed.people == Names{"bob", "eva"});
    CHECK(closed.nobodys.size() == 1);
    CHECK(closed.addresses.empty());
    // Whatever the account, from one address.
    for (int i = 0; i < 10; ++i) fail("p" + std::to_string(i), from("198.51.100.1"), 3);
    closed = watch.closed().value();
    CHECK(closed.people == Names{"bob", "eva"});
    CHECK(closed.addresses == Names{"198.51.100.1"});
    clock.at += minutes(1);
    CHECK(watch.closed()->empty());
}

TEST_CASE_METHOD(Watched,
                 "what was closed within a day is told until it was read, to each of them") {
    add_key("bob");
    add_key("eva");
    CHECK(watch.unseen(olga)->empty());
    guess("bob", from("192.0.2.7"), 5);
    guess("no one", from("192.0.2.8"), 5);
    guess("eva", from("192.0.2.9"), 1);
    const auto found = watch.unseen(olga).value();
    CHECK(found.people == Names{"bob"});
    CHECK(found.nobodys == Names{storage::StoredKeyRing::account_of_nobody("no one")});
    CHECK(found.addresses.empty());
    REQUIRE(watch.seen(olga, newest(200)));
    CHECK(watch.unseen(olga)->empty());
    CHECK(watch.unseen(otto)->people == Names{"bob"});
    guess("eva", from("192.0.2.9"), 4);
    CHECK(watch.unseen(olga)->people == Names{"eva"});
    clock.at += hours(24);
    CHECK(watch.unseen(olga)->empty());
    CHECK(watch.unseen(otto)->empty());
}

TEST_CASE_METHOD(Watched, "an address that tries many accounts is told, and not who came last") {
    const auto sweep = from("2001:db8:1:2::7");
    add_key("bob");
    add_key("eva");
    guess("eva", sweep, 4);
    for (int i = 0; i < 25; ++i) guess("p" + std::to_string(i), sweep, 1);
    CHECK(watch.unseen(olga)->empty());
    const auto check = [&](const Names& people) {
        for (const auto& found : {watch.closed().value(), watch.unseen(olga).value()}) {
            CHECK(found.people == people);
            CHECK(found.nobodys.empty());
            CHECK(found.addresses == Names{"2001:db8:1:2"});
        }
    };
    SECTION("the account is still open") {
        guess("bob", sweep, 1);
        check({});
        const auto entry = newest(1).front();
        CHECK(entry.person == "?from 2001:db8:1:2");
        CHECK(entry.detail == "for 60 seconds");
    }
    SECTION("both are told when the same failure closed both") {
        guess("eva", sweep, 1);
        check({"eva"});
    }
}

TEST_CASE_METHOD(Watched, "a lock-out that was not shown is told on, and one noted since too") {
    add_key("bob");
    add_key("eva");
    guess("bob", from("192.0.2.7"), 5);
    for (int i = 0; i < 9; ++i)
        REQUIRE(accounts.log().note(Operation::logged_in, "eva", from("192.0.2.9")));
    REQUIRE(watch.seen(olga, {}));
    REQUIRE(watch.seen(olga, newest(9)));
    CHECK(watch.unseen(olga)->people == Names{"bob"});
    const auto shown = newest(10);
    guess("eva", from("192.0.2.9"), 5);
    REQUIRE(watch.seen(olga, shown));
    CHECK(watch.unseen(olga)->people == Names{"eva"});
    // The lock-outs alone do as well.
    REQUIRE(watch.seen(olga, newest(1)));
    CHECK(watch.unseen(olga)->empty());
    CHECK(watch.unseen(otto)->people == Names{"bob", "eva"});
    REQUIRE(watch.seen(otto, newest(2, "locked")));
    CHECK(watch.unseen(otto)->empty());
}

TEST_CASE_METHOD(Watched, "what is told with every page is found without reading the log") {
    using namespace Poco::Data::Keywords;
    const auto file = (folder.path() / "accounts.db").string();
    Poco::Data::Session session(Poco::Data::SQLite::Connector::KEY, file, 1);
    const auto plan = [&](const std::string& query) {
        int number = 0;
        std::string step;
        Poco::Data::Statement explained(session);
        explained << "EXPLAIN QUERY PLAN " + query, into(number), into(number), into(number),
            into(step);
        for (auto left = std::count(query.begin(), query.end(), '?'); left > 0; --left)
            explained, bind(5);
        explained.execute();
        return step;
    };
    CHECK(plan(storage::LockOutWatch::query_of_closed).find("USING INDEX doors_closed") !=
          std::string::npos);
    CHECK(plan(storage::LockOutWatch::query_of_unseen).find("USING INDEX operations_locked") !=
          std::string::npos);
}
