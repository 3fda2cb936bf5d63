// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/main_reference.h"

#include <chrono>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/storage/store_fixture.h"

using namespace muniment;
using core::ErrorCode;
using core::ObjectId;
using namespace std::chrono_literals;

namespace {

ObjectId write_event(storage::ObjectStore& store, const std::string& message,
                     std::vector<ObjectId> parents = {}) {
    const auto tree = store.write_tree({});
    REQUIRE(tree);
    const auto commit = store.write_commit(test::make_commit(*tree, std::move(parents), message));
    REQUIRE(commit);
    return *commit;
}

}  // namespace

TEST_CASE("main moves from what is expected, and from nothing else") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    CHECK(storage::read_main(store)->is_none());
    const ObjectId first = write_event(store, "1\n");
    const ObjectId second = write_event(store, "2\n", {first});

    CHECK(storage::move_main(store, first, second).error().code == ErrorCode::conflict);
    REQUIRE(storage::move_main(store, ObjectId(), first));
    CHECK(*storage::read_main(store) == first);
    CHECK(storage::move_main(store, ObjectId(), second).error().code == ErrorCode::conflict);
    CHECK(storage::move_main(store, second, second).error().code == ErrorCode::conflict);
    REQUIRE(storage::move_main(store, first, second));
    CHECK(*storage::read_main(fixture.open()) == second);
    CHECK(fixture.git({"rev-parse", "main"}).text == second.hex() + "\n");
    CHECK(fixture.is_sound());
    CHECK_FALSE(std::filesystem::exists(fixture.path() / "logs"));
}

TEST_CASE("main moves on after stock git has packed everything") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const ObjectId first = write_event(store, "1\n");
    REQUIRE(storage::move_main(store, ObjectId(), first));
    REQUIRE(fixture.git({"pack-refs", "--all"}).status == 0);
    REQUIRE(fixture.git({"repack", "-adq"}).status == 0);
    CHECK(*storage::read_main(store) == first);
    const ObjectId second = write_event(store, "2\n", {first});
    CHECK(storage::move_main(store, second, second).error().code == ErrorCode::conflict);
    REQUIRE(storage::move_main(store, first, second));
    CHECK(*storage::read_main(store) == second);
    CHECK(fixture.is_sound());
}

TEST_CASE("main never points at what is not a stored commit") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const auto blob = store.write_blob("no commit");
    CHECK(storage::move_main(store, ObjectId(), *blob).error().code == ErrorCode::data_corrupt);
    const ObjectId unknown = *ObjectId::parse(std::string(40, '1'));
    CHECK(storage::move_main(store, ObjectId(), unknown).error().code == ErrorCode::data_corrupt);
    CHECK(storage::read_main(store)->is_none());
}

TEST_CASE("git's lock is respected, and cleared only after a writer that died") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const ObjectId first = write_event(store, "1\n");
    const auto git_lock = fixture.path() / "refs/heads/main.lock";
    test::write_file(git_lock, "");
    CHECK(storage::move_main(store, ObjectId(), first).error().code == ErrorCode::unavailable);

    const auto lock_file = fixture.folder() / "lock";
    {
        const auto lock = storage::WriterLock::acquire(lock_file, 0ms);
        REQUIRE(lock);
        REQUIRE(storage::clear_stale_locks(fixture.path(), *lock));
        CHECK(std::filesystem::exists(git_lock));
    }
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = storage::WriterLock::acquire(lock_file, 0ms);
        ::kill(::getpid(), SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
    const auto lock = storage::WriterLock::acquire(lock_file, 10s);
    REQUIRE(lock);
    REQUIRE(storage::clear_stale_locks(fixture.path(), *lock));
    CHECK_FALSE(std::filesystem::exists(git_lock));
    CHECK(storage::move_main(store, ObjectId(), first));
}

TEST_CASE("a damaged main is data_corrupt, not an empty register") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    REQUIRE(storage::move_main(store, ObjectId(), write_event(store, "1\n")));
    test::write_file(fixture.path() / "refs/heads/main", GENERATE("", "rubbish\n", "1234"));
    const auto tip = storage::read_main(fixture.open());
    REQUIRE_FALSE(tip);
    CHECK(tip.error().code == ErrorCode::data_corrupt);
}
