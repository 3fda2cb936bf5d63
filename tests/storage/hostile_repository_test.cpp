// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include "storage/object_store.h"
#include "tests/storage/store_fixture.h"
#include "tests/support/shared_input.h"

using namespace muniment;
using core::ErrorCode;
using core::ObjectId;

namespace {

/// Reads a tree and all below it, as far as the store goes along.
core::Status read_all(const storage::ObjectStore& store, const ObjectId& tree) {
    MUNIMENT_TRY(const auto entries, store.read_tree(tree));
    for (const storage::TreeEntry& entry : entries) {
        if (entry.kind == storage::EntryKind::folder) MUNIMENT_CHECK(read_all(store, entry.id));
        if (entry.kind == storage::EntryKind::file) MUNIMENT_CHECK(store.read_blob(entry.id));
    }
    return {};
}

/// The tree of a commit that stock git names; hostile commits are not signed, so only raw git
/// objects lead to their trees.
ObjectId tree_of(const test::StoreFixture& fixture, const std::string& branch) {
    const auto id =
        ObjectId::parse(fixture.git({"rev-parse", branch + "^{tree}"}).text.substr(0, 40));
    REQUIRE(id);
    return *id;
}

}  // namespace

TEST_CASE("hostile repositories are read with a clear fault, or as harmless") {
    const test::StoreFixture fixture;
    const auto folder = test::shared_input("adversarial");
    const auto built = test::run_command({"python3", (folder / "build_hostile_git.py").string(),
                                          fixture.path().string(), "--objects",
                                          (folder / "git-objects.json").string(), "--paths",
                                          (folder / "git-paths.jsonl").string()});
    INFO(built.text);
    REQUIRE(built.status == 0);
    const auto store = fixture.open();
    const auto branches =
        fixture.git({"for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads"});
    std::istringstream lines(branches.text);
    int count = 0;
    for (std::string branch, id; lines >> branch >> id; ++count) {
        INFO(branch);
        const auto bytes = store.read_commit(*ObjectId::parse(id));
        REQUIRE(bytes);
        // None of them is signed, so none can be an event, whatever else it is.
        CHECK(storage::parse_raw_commit(*bytes).error().code == ErrorCode::data_corrupt);
        const auto read = read_all(store, tree_of(fixture, branch));
        if (!read) CHECK(read.error().code == ErrorCode::data_corrupt);
        const bool harmless = branch == "main" || branch == "obj-author-html" ||
                              branch == "obj-date-future" || branch == "obj-not-utf8" ||
                              branch == "obj-gitlink" || branch == "path-option-whole" ||
                              branch == "path-upper-split" || branch == "path-nfc-split" ||
                              branch == "path-quote-split" || branch == "path-hidden-whole" ||
                              branch == "path-nul-whole";  // the NUL is written as %00 there
        CHECK(read.has_value() == harmless);
    }
    CHECK(count > 40);
}
