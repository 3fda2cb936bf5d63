// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/search/search_fixture.h"

using namespace muniment;
using core::ErrorCode;
using test::Names;
using test::searchable;
using test::SearchFixture;

namespace {

std::vector<core::SearchableRevision> revisions() {
    std::vector<core::SearchableRevision> many;
    for (int i = 1000; i < 1060; ++i) {
        std::string text = "kettle ";
        for (int word = 0; word < 300; ++word) text += "word" + std::to_string(i * word) + " ";
        many.push_back(searchable("SOP-" + std::to_string(i), "Same", text));
    }
    return many;
}

void check_rebuild(SearchFixture& fixture) {
    REQUIRE(fixture.index().clear());
    CHECK(fixture.index().applied() == 0);
    fixture.put({searchable("SOP-0001", "One", "kettle")}, 2);
    CHECK(fixture.found("kettle") == Names{"SOP-0001 1.0"});
    CHECK(fixture.index().applied() == 2);
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path().filename());
    return files;
}

}  // namespace

TEST_CASE("a damaged index is data_corrupt, never an empty answer, and can be cleared") {
    for (const bool truncated : {true, false}) {
        SearchFixture pristine;
        pristine.put(revisions());
        for (const auto& name : files_of(pristine.path())) {
            const std::string bytes = test::read_file(pristine.path() / name);
            if (bytes.empty()) continue;  // Xapian's own lock
            INFO(name.string() << (truncated ? " truncated" : " overwritten"));
            SearchFixture fixture;
            fixture.put(revisions());
            const auto path = fixture.path() / name;
            if (truncated)
                std::filesystem::resize_file(path, bytes.size() / 3);
            else
                test::write_file(path, std::string(bytes.size(), '\xA5'));
            auto query = test::asked("kettle same");
            query.limit = 100;
            const auto answer = fixture.index().search(query);
            if (answer) {
                // Of a file that this search does not need.
                CHECK(answer->total == 60);
            } else {
                CHECK(answer.error().code == ErrorCode::data_corrupt);
                CHECK_FALSE(answer.error().hint.empty());
            }
            check_rebuild(fixture);
        }
    }
}

TEST_CASE("what is no index, or one of another schema, is data_corrupt") {
    SearchFixture fixture;
    SECTION("a file in the folder's place") {
        test::write_file(fixture.path(), "not a folder");
    }
    SECTION("other files") {
        std::filesystem::create_directory(fixture.path());
        test::write_file(fixture.path() / "notes.txt", "not an index");
    }
    SECTION("an index file of nothing") {
        std::filesystem::create_directory(fixture.path());
        test::write_file(fixture.path() / "iamglass", "");
    }
    CHECK(fixture.index().applied().error().code == ErrorCode::data_corrupt);
    CHECK(fixture.index().search(test::asked("x")).error().code == ErrorCode::data_corrupt);
    CHECK(fixture.index().put(searchable("SOP-0001", "One", "x")).error().code ==
          ErrorCode::data_corrupt);
    check_rebuild(fixture);
}

TEST_CASE("an empty folder is an index of nothing yet") {
    SearchFixture fixture;
    std::filesystem::create_directory(fixture.path());
    CHECK(fixture.index().applied() == 0);
    fixture.put({searchable("SOP-0001", "One", "kettle")}, 2);
    CHECK(fixture.found("kettle") == Names{"SOP-0001 1.0"});
}

TEST_CASE("an index that was deleted meanwhile is missed") {
    SearchFixture fixture;
    fixture.put({searchable("SOP-0001", "One", "kettle")}, 2);
    search::XapianIndex other(fixture.path());
    REQUIRE(other.clear());
    CHECK(fixture.index().search(test::asked("kettle")).error().code == ErrorCode::data_corrupt);
    CHECK(fixture.index().applied() == 0);
    fixture.put({searchable("SOP-0001", "One", "kettle")}, 2);
    CHECK(other.search(test::asked("kettle"))->total == 1);
}
