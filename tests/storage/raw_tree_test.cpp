// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/raw_tree.h"

#include <catch2/catch.hpp>

using namespace muniment;
using core::ErrorCode;
using storage::EntryKind;

namespace {

core::ObjectId id(char digit) {
    return *core::ObjectId::parse(std::string(40, digit));
}

std::string row(const std::string& mode, const std::string& name) {
    return mode + " " + name + std::string("\0", 1) + std::string(20, '\x11');
}

}  // namespace

TEST_CASE("a tree is written in git's order and read back") {
    const std::vector<storage::TreeEntry> entries{{EntryKind::folder, "a", id('1')},
                                                  {EntryKind::file, "a.md", id('2')},
                                                  {EntryKind::file, "a0", id('3')},
                                                  {EntryKind::commit, "history", id('4')}};
    const auto bytes = storage::render_raw_tree(entries);
    REQUIRE(bytes);
    const auto again = storage::parse_raw_tree(*bytes);
    REQUIRE(again);
    // A folder sorts as "a/", so after "a.md" and before "a0".
    CHECK(*again ==
          std::vector<storage::TreeEntry>{entries[1], entries[0], entries[2], entries[3]});
    CHECK(storage::parse_raw_tree("")->empty());
}

TEST_CASE("every other form of a tree is data_corrupt") {
    const std::string bad =
        GENERATE(row("100755", "a"), row("120000", "a"), row("040000", "a"), row("100664", "a"),
                 row("0100644", "a"), row("", "a"), row("100644", ""), row("100644", ".git"),
                 row("100644", "a/b"), row("100644", ".."), row("100644", "b") + row("100644", "a"),
                 row("100644", "a") + row("100644", "a"), row("40000", "a") + row("100644", "a"),
                 row("100644", "a").substr(0, 20), std::string("100644 a"), std::string("\0", 1),
                 "100644 a" + std::string(21, '\0'));
    const auto entries = storage::parse_raw_tree(bad);
    REQUIRE_FALSE(entries);
    CHECK(entries.error().code == ErrorCode::data_corrupt);
}

TEST_CASE("a tree that could not be read back is not written") {
    const auto code = [](std::vector<storage::TreeEntry> entries) {
        return storage::render_raw_tree(std::move(entries)).error().code;
    };
    CHECK(code({{EntryKind::file, "a", {}}}) == ErrorCode::invalid_argument);
    CHECK(code({{EntryKind::file, "a\\b", id('1')}}) == ErrorCode::invalid_argument);
    CHECK(code({{EntryKind::file, "a", id('1')}, {EntryKind::folder, "a", id('1')}}) ==
          ErrorCode::invalid_argument);
}
