// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/lock_outs.h"

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/model_library.h"
#include "tests/support/sqlite_file.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using std::chrono::hours;
using std::chrono::minutes;
using storage::Operation;
using Names = std::set<std::string>;

namespace {

class SetClock : public core::Clock {
  public:
    [[nodiscard]] core::Instant now() const override { return at; }
    core::Instant at = core::parse_instant("2026-05-03T08:00:00Z").value();
};

struct Watched {
    test::TemporaryFolder folder;
    SetClock clock;
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
    const auto lock = [&](const std::string& account) {
        REQUIRE(accounts.log().note(Operation::locked, account, from("192.0.2.7")));
    };
    CHECK(watch.unseen(olga)->empty());
    lock("bob");
    lock("bob");
    lock("?0123456789abcdef");
    lock("?from 2001:db8:1:2");
    REQUIRE(accounts.log().note(Operation::password_failed, "eva", from("192.0.2.7")));
    const auto found = watch.unseen(olga).value();
    CHECK(found.people == Names{"bob"});
    CHECK(found.nobodys == Names{"?0123456789abcdef"});
    CHECK(found.addresses == Names{"2001:db8:1:2"});
    REQUIRE(watch.seen(olga));
    CHECK(watch.unseen(olga)->empty());
    CHECK(watch.unseen(otto)->people == Names{"bob"});
    lock("eva");
    CHECK(watch.unseen(olga)->people == Names{"eva"});
    clock.at += hours(24);
    CHECK(watch.unseen(olga)->empty());
    CHECK(watch.unseen(otto)->empty());
}

TEST_CASE_METHOD(Watched, "what is told with every page is found without reading the log") {
    using namespace Poco::Data::Keywords;
    const auto file = (folder.path() / "accounts.db").string();
    Poco::Data::Session session(Poco::Data::SQLite::Connector::KEY, file, 1);
    const auto plan = [&](const std::string& query) {
        int number = 0;
        std::string step;
        session << "EXPLAIN QUERY PLAN " + query, into(number), into(number), into(number),
            into(step), now;
        return step;
    };
    CHECK(plan("SELECT account, lane FROM doors WHERE closed_until > 5 LIMIT 9")
              .find("USING INDEX doors_closed") != std::string::npos);
    CHECK(plan("SELECT person FROM operations WHERE operation = 'locked' AND at > 5 "
               "AND position > 7 ORDER BY at DESC LIMIT 9")
              .find("USING INDEX operations_locked") != std::string::npos);
}
