// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/operations_log.h"

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "tests/support/model_library.h"
#include "tests/support/set_clock.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using std::chrono::days;
using std::chrono::hours;
using storage::Operation;

namespace {

struct Logged {
    test::TemporaryFolder folder;
    test::SetClock clock;
    storage::Accounts accounts =
        storage::Accounts::open(folder.path() / "accounts.db", {{1, 8192}, &clock}).value();
    storage::OperationsLog& log = accounts.log();
};

}  // namespace

TEST_CASE_METHOD(Logged, "the operations log answers by person, by operation and by time") {
    const storage::Origin desk{core::Via::web, "192.0.2.7", "", false};
    REQUIRE(log.note(Operation::logged_in, "anna", desk));
    clock.at += hours(1);
    REQUIRE(log.note(Operation::token_made, "anna", desk, "Export (read)"));
    REQUIRE(log.note(Operation::logged_in, "bob", {}));
    storage::OperationsLog::Filter filter;
    CHECK(log.list(filter)->size() == 3);
    filter.person = "anna";
    REQUIRE(log.list(filter)->size() == 2);
    const auto newest = log.list(filter)->front();
    CHECK(newest.at == clock.at);
    CHECK(newest.operation == "token-made");
    CHECK(newest.address == "192.0.2.7");
    CHECK(newest.via == "web");
    CHECK(newest.detail == "Export (read)");
    filter.operation = "logged-in";
    CHECK(log.list(filter)->size() == 1);
    filter.since = clock.at;
    CHECK(log.list(filter)->empty());
    filter = {};
    filter.limit = 1;
    CHECK(log.list(filter)->front().person == "bob");
}

TEST_CASE_METHOD(Logged, "the operations log is kept for its time and no longer") {
    REQUIRE(log.note(Operation::logged_in, "anna", {}));
    clock.at += days(399);
    REQUIRE(log.note(Operation::logged_in, "bob", {}));
    REQUIRE(log.forget_old());
    CHECK(log.list({})->size() == 2);
    clock.at += days(2);
    // What is too old is not shown either, while nothing has forgotten it.
    CHECK(log.list({})->size() == 1);
    REQUIRE(log.forget_old());
    REQUIRE(log.list({})->size() == 1);
    CHECK(log.list({})->front().person == "bob");
}

TEST_CASE_METHOD(Logged, "a reading is noted once an hour for each person and revision") {
    const auto anna = test::person_id("anna");
    const auto read = [&](const core::PersonId& person, const std::string& what) {
        REQUIRE(log.note_reading(person, {}, what));
        return log.list({})->size();
    };
    CHECK(read(anna, "SOP-0001 1.0") == 1);
    clock.at += std::chrono::minutes(59);
    CHECK(read(anna, "SOP-0001 1.0") == 1);
    CHECK(read(anna, "SOP-0001 2.0") == 2);
    CHECK(read(test::person_id("bob"), "SOP-0001 1.0") == 3);
    clock.at += std::chrono::minutes(1);
    CHECK(read(anna, "SOP-0001 1.0") == 4);
    CHECK(log.list({})->front().detail == "SOP-0001 1.0");
    CHECK(log.list({})->front().operation == "read-confidential");
    // What was noted at a moment that now lies far ahead counts for nothing.
    clock.at -= hours(3);
    CHECK(read(anna, "SOP-0001 1.0") == 5);
}

TEST_CASE_METHOD(Logged, "a person is told of failures once, and of nobody else's") {
    const auto anna = test::person_id("anna");
    CHECK(log.news(anna)->count == 0);
    REQUIRE(log.note(Operation::password_failed, "anna", {}));
    const auto first = clock.at;
    clock.at += hours(1);
    REQUIRE(log.note(Operation::password_failed, "anna", {}));
    REQUIRE(log.note(Operation::password_failed, "bob", {}));
    CHECK(log.news(anna)->count == 2);
    CHECK(log.news(anna)->since == first);
    REQUIRE(log.told(anna));
    CHECK(log.news(anna)->count == 0);
    CHECK(log.news(test::person_id("bob"))->count == 1);
}

TEST_CASE("the names of operations are read back, and no others") {
    for (const auto operation :
         {Operation::logged_in, Operation::locked, Operation::token_made, Operation::sessions_ended,
          Operation::token_failed, Operation::enrolment_failed, Operation::read_confidential})
        CHECK(storage::parse_operation(storage::name_of(operation)).value() == operation);
    CHECK(storage::parse_operation("nothing").error().code == core::ErrorCode::invalid_argument);
}
