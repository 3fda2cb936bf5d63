// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <catch2/catch.hpp>

#include "search/writer_lock.h"
#include "tests/search/search_fixture.h"

using namespace muniment;
using core::ErrorCode;
using test::Names;
using test::searchable;
using test::SearchFixture;

TEST_CASE("changes are seen after their commit, by every object") {
    SearchFixture fixture;
    search::XapianIndex other(fixture.path());
    CHECK(other.applied() == 0);
    CHECK(other.search(test::asked("kettle")).error().code == ErrorCode::data_corrupt);
    REQUIRE(fixture.index().put(searchable("SOP-0001", "One", "kettle")));
    CHECK(fixture.found("kettle").empty());
    REQUIRE(fixture.index().commit(5));
    CHECK(fixture.index().applied() == 5);
    CHECK(other.applied() == 5);
    CHECK(other.search(test::asked("kettle"))->total == 1);
    fixture.put({searchable("SOP-0002", "Two", "kettle")}, 6);
    fixture.put({searchable("SOP-0003", "Three", "kettle")}, 7);
    CHECK(other.search(test::asked("kettle"))->total == 3);
    CHECK(other.applied() == 7);
}

TEST_CASE("a commit without changes is remembered") {
    SearchFixture fixture;
    REQUIRE(fixture.index().commit(3));
    CHECK(search::XapianIndex(fixture.path()).applied() == 3);
    CHECK(fixture.found("anything").empty());
}

TEST_CASE("what was not committed is given up") {
    SearchFixture fixture;
    fixture.put({searchable("SOP-0001", "One", "kettle")}, 1);
    {
        search::XapianIndex other(fixture.path());
        REQUIRE(other.put(searchable("SOP-0002", "Two", "kettle")));
    }
    CHECK(fixture.found("kettle") == Names{"SOP-0001 1.0"});
    CHECK(fixture.index().applied() == 1);
}

TEST_CASE("a second writer waits for the first") {
    SearchFixture fixture;
    REQUIRE(fixture.index().put(searchable("SOP-0001", "One", "kettle")));
    core::Status waited;
    std::thread second([&] {
        search::XapianIndex other(fixture.path());
        waited = other.put(searchable("SOP-0002", "Two", "kettle"));
        if (waited) waited = other.commit(2);
    });
    REQUIRE(fixture.index().commit(1));
    second.join();
    REQUIRE(waited);
    CHECK(fixture.found("kettle") == Names{"SOP-0001 1.0", "SOP-0002 1.0"});
}

TEST_CASE("nobody writes on top of what they have not seen") {
    SearchFixture fixture;
    search::XapianIndex other(fixture.path());
    REQUIRE(other.applied() == 0);
    fixture.put({searchable("SOP-0001", "One", "kettle")}, 8);
    const auto late = other.put(searchable("SOP-0001", "Older", "pan"));
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::unavailable);
    REQUIRE(other.applied() == 8);
    CHECK(other.put(searchable("SOP-0002", "Two", "pan")));
}

TEST_CASE("the lock is kept from others while it is held, and given back") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "index";
    const std::chrono::milliseconds soon(1);
    {
        const auto held = search::WriterLock::take(path, soon);
        REQUIRE(held);
        const auto refused = search::WriterLock::take(path, soon);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::unavailable);
    }
    CHECK(search::WriterLock::take(path, soon));
}

TEST_CASE("a batch of many changes is committed whole") {
    SearchFixture fixture;
    std::vector<core::SearchableRevision> many;
    for (int i = 1000; i < 2100; ++i)
        many.push_back(searchable("SOP-" + std::to_string(i), "Many", "text"));
    fixture.put(many, 4);
    CHECK(fixture.answer(test::asked("many")).total == 1100);
    CHECK(fixture.index().applied() == 4);
}
