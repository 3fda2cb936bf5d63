// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/object_store.h"

#include "tests/storage/store_fixture.h"

using namespace muniment;
using core::ErrorCode;
using core::ObjectId;
using storage::EntryKind;

TEST_CASE("a new repository is bare, sound and without hooks") {
    const test::StoreFixture fixture;
    CHECK(fixture.is_sound());
    CHECK(fixture.git({"symbolic-ref", "HEAD"}).text == "refs/heads/main\n");
    CHECK(fixture.git({"config", "gc.auto"}).text == "0\n");
    CHECK(fixture.git({"config", "core.bare"}).text == "true\n");
    CHECK_FALSE(std::filesystem::exists(fixture.path() / "hooks"));
    CHECK(storage::ObjectStore::create(fixture.path()).error().code == ErrorCode::already_exists);
}

TEST_CASE("what is no repository is not_found") {
    const test::TemporaryFolder folder;
    CHECK(storage::ObjectStore::open(folder.path()).error().code == ErrorCode::not_found);
    CHECK(storage::ObjectStore::open(folder.path() / "no").error().code == ErrorCode::not_found);
}

TEST_CASE("objects are read at once by their store, and by everybody after a flush") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const std::string bytes("text\0\r\n\xFF", 8);
    const auto blob = store.write_blob(bytes);
    REQUIRE(blob);
    const auto tree = store.write_tree({{EntryKind::file, "SOP-0001.md", *blob}});
    REQUIRE(tree);
    const auto commit = store.write_commit(test::make_commit(*tree, {}));
    REQUIRE(commit);
    CHECK(*store.read_blob(*blob) == bytes);
    CHECK(store.read_tree(*tree)->front().id == *blob);
    CHECK(storage::parse_raw_commit(*store.read_commit(*commit))->tree == *tree);
    CHECK(fixture.open().read_blob(*blob).error().code == ErrorCode::data_corrupt);

    REQUIRE(store.flush());
    const auto other = fixture.open();
    CHECK(*other.read_blob(*blob) == bytes);
    CHECK(*other.read_commit(*commit) == *store.read_commit(*commit));
    CHECK(fixture.git({"cat-file", "-p", tree->hex()}).text ==
          "100644 blob " + blob->hex() + "\tSOP-0001.md\n");
    CHECK(fixture.is_sound());
}

TEST_CASE("a store that was open before sees what another one flushes") {
    const test::StoreFixture fixture;
    const int count = GENERATE(1, 100);
    const auto reader = fixture.open();
    auto writer = fixture.open();
    std::vector<ObjectId> ids;
    ids.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) ids.push_back(*writer.write_blob(std::to_string(i)));
    REQUIRE(reader.read_blob(ids.back()).error().code == ErrorCode::data_corrupt);
    REQUIRE(writer.flush());
    for (int i = 0; i < count; ++i) CHECK(*reader.read_blob(ids[i]) == std::to_string(i));
}

TEST_CASE("many objects become one pack, few become files") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    for (int i = 0; i < 300; ++i) REQUIRE(store.write_blob("blob " + std::to_string(i)));
    REQUIRE(store.flush());
    const std::string counts = fixture.git({"count-objects", "-v"}).text;
    INFO(counts);
    CHECK(counts.find("count: 0\n") != std::string::npos);
    CHECK(counts.find("in-pack: 300\n") != std::string::npos);
    CHECK(counts.find("packs: 1\n") != std::string::npos);
    CHECK(counts.find("garbage: 0\n") != std::string::npos);
    REQUIRE(store.write_blob("one more"));
    REQUIRE(store.flush());
    CHECK(fixture.git({"count-objects", "-v"}).text.find("count: 1\n") != std::string::npos);
    CHECK(fixture.is_sound());
}

TEST_CASE("what is stored already is not written again, pending or not") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const auto once = store.write_blob("same");
    CHECK(store.write_blob("same") == once);
    REQUIRE(store.flush());
    CHECK(store.write_blob("same") == once);
    REQUIRE(store.flush());
    CHECK(fixture.git({"count-objects"}).text.starts_with("1 objects"));
}

TEST_CASE("what was discarded is gone, and the store goes on") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const auto blob = store.write_blob("never mind");
    REQUIRE(store.discard());
    CHECK(store.read_blob(*blob).error().code == ErrorCode::data_corrupt);
    REQUIRE(store.write_blob("kept"));
    REQUIRE(store.flush());
    CHECK(fixture.git({"count-objects"}).text.starts_with("1 objects"));
}

TEST_CASE("a damaged, exchanged or wrongly typed object is data_corrupt") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const auto one = store.write_blob("one");
    const auto other = store.write_blob("other");
    REQUIRE(store.flush());
    CHECK(store.read_tree(*one).error().code == ErrorCode::data_corrupt);
    CHECK(store.read_commit(*one).error().code == ErrorCode::data_corrupt);

    const auto file = [&fixture](const ObjectId& id) {
        return fixture.path() / "objects" / id.hex().substr(0, 2) / id.hex().substr(2);
    };
    std::filesystem::permissions(file(*one), std::filesystem::perms(0600));
    test::write_file(file(*one), GENERATE_REF(test::read_file(file(*other)), std::string(),
                                              test::read_file(file(*one)).substr(0, 8)));
    auto fresh = fixture.open();
    CHECK(fresh.read_blob(*one).error().code == ErrorCode::data_corrupt);
    // A damaged object is not taken for one that is stored already.
    CHECK(fresh.write_blob("one").error().code == ErrorCode::data_corrupt);
}

TEST_CASE("a flush that failed can be repeated") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const auto blob = store.write_blob("text");
    REQUIRE(blob);
    // A file where the folder of the object must be: what a broken disk or a wrong mode gives.
    test::write_file(fixture.path() / "objects" / blob->hex().substr(0, 2), "");
    CHECK_FALSE(store.flush());
    std::filesystem::remove(fixture.path() / "objects" / blob->hex().substr(0, 2));
    CHECK(store.flush());
    CHECK(*fixture.open().read_blob(*blob) == "text");
}
