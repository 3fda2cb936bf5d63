// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tree_change.h"

#include <sstream>

#include "tests/storage/store_fixture.h"

using namespace muniment;
using core::ErrorCode;
using core::ObjectId;
using storage::EntryKind;
using storage::TreeNode;

namespace {

std::string listing(const test::StoreFixture& fixture, const ObjectId& tree) {
    return fixture.git({"ls-tree", "-r", "--format=%(path)", tree.hex()}).text;
}

}  // namespace

TEST_CASE("changes make, replace and remove what they name, and touch nothing else") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const TreeNode one{EntryKind::file, *store.write_blob("one")};
    const TreeNode two{EntryKind::file, *store.write_blob("two")};
    const TreeNode tip{EntryKind::commit, *ObjectId::parse(std::string(40, '1'))};

    const auto first = storage::change_tree(store, ObjectId(),
                                            {{"SOP/0/00/SOP-0001/SOP-0001.md", one},
                                             {"SOP/0/00/SOP-0001/history", tip},
                                             {"WI/0/00/WI-0001/WI-0001.md", one},
                                             {"allowed_signers", two}});
    REQUIRE(first);
    const auto second = storage::change_tree(store, *first,
                                             {{"SOP/0/00/SOP-0001/SOP-0001.md", two},
                                              {"SOP/0/00/SOP-0002/history", tip},
                                              {"WI/0/00/WI-0001/WI-0001.md", std::nullopt}});
    REQUIRE(second);
    REQUIRE(store.flush());
    CHECK(listing(fixture, *first) ==
          "SOP/0/00/SOP-0001/SOP-0001.md\nSOP/0/00/SOP-0001/history\n"
          "WI/0/00/WI-0001/WI-0001.md\nallowed_signers\n");
    CHECK(listing(fixture, *second) ==
          "SOP/0/00/SOP-0001/SOP-0001.md\nSOP/0/00/SOP-0001/history\n"
          "SOP/0/00/SOP-0002/history\nallowed_signers\n");
    CHECK(*storage::find_in_tree(store, *second, "SOP/0/00/SOP-0001/SOP-0001.md") == two);
    CHECK(*storage::find_in_tree(store, *second, "SOP/0/00/SOP-0001/history") == tip);
    CHECK((*storage::find_in_tree(store, *second, "SOP"))->kind == EntryKind::folder);
    CHECK_FALSE(*storage::find_in_tree(store, *second, "WI/0/00"));
    CHECK_FALSE(*storage::find_in_tree(store, *second, "allowed_signers/x"));
    CHECK_FALSE(*storage::find_in_tree(store, ObjectId(), "x"));
}

TEST_CASE("a whole folder is set by its tree") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const TreeNode file{EntryKind::file, *store.write_blob("one")};
    const auto folder = storage::change_tree(store, ObjectId(), {{"a.md", file}, {"b/c", file}});
    REQUIRE(folder);
    const auto root =
        storage::change_tree(store, ObjectId(), {{"x/y", TreeNode{EntryKind::folder, *folder}}});
    REQUIRE(root);
    REQUIRE(store.flush());
    CHECK(listing(fixture, *root) == "x/y/a.md\nx/y/b/c\n");
}

TEST_CASE("a tree does not depend on the way to it, and an empty one is git's") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const TreeNode file{EntryKind::file, *store.write_blob("one")};
    const auto both = storage::change_tree(store, ObjectId(), {{"a/b", file}, {"a/c", file}});
    const auto step = storage::change_tree(store, ObjectId(), {{"a/c", file}});
    CHECK(*storage::change_tree(store, *step, {{"a/b", file}}) == *both);
    const auto empty =
        storage::change_tree(store, *both, {{"a/b", std::nullopt}, {"a/c", std::nullopt}});
    REQUIRE(empty);
    CHECK(empty->hex() == "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    CHECK(*storage::change_tree(store, *both, {}) == *both);
}

TEST_CASE("changes that cannot be made are refused") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const TreeNode file{EntryKind::file, *store.write_blob("one")};
    const auto root = storage::change_tree(store, ObjectId(), {{"a/b", file}});
    REQUIRE(root);
    const auto code = [&](const storage::TreeChanges& changes) {
        const auto changed = storage::change_tree(store, *root, changes);
        REQUIRE_FALSE(changed);
        return changed.error().code;
    };
    CHECK(code({{"a/x", std::nullopt}}) == ErrorCode::not_found);
    CHECK(code({{"x/y", std::nullopt}}) == ErrorCode::not_found);
    CHECK(code({{"a/b/c", file}}) == ErrorCode::already_exists);
    CHECK(code({{"c", file}, {"c/d", file}}) == ErrorCode::invalid_argument);
    CHECK(code({{"c", file}, {"c.d", file}, {"c/d", file}}) == ErrorCode::invalid_argument);
    CHECK(code({{".git/config", file}}) == ErrorCode::invalid_argument);
    CHECK(code({{"../x", file}}) == ErrorCode::invalid_argument);
    CHECK(code({{"", file}}) == ErrorCode::invalid_argument);
}

TEST_CASE("a change writes its own folders only, however much stands beside them") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const TreeNode file{EntryKind::file, *store.write_blob("one")};
    storage::TreeChanges many;
    for (int i = 0; i < 2000; ++i) {
        std::ostringstream path;
        path << "D/" << i / 1000 << '/' << i / 100 << '/' << i << '/' << i << ".md";
        many[path.str()] = file;
    }
    const auto root = storage::change_tree(store, ObjectId(), many);
    REQUIRE(root);
    REQUIRE(store.flush());
    REQUIRE(storage::change_tree(store, *root, {{"D/1/15/1500/y", file}}));
    REQUIRE(store.flush());
    // The document's folder, hundreds, thousands, D and the root.
    CHECK(fixture.git({"count-objects"}).text.starts_with("5 objects"));
}
