// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tree_path.h"

#include <fstream>

#include <Poco/JSON/Parser.h>
#include <catch2/catch.hpp>

#include "tests/support/shared_input.h"

using namespace muniment;

TEST_CASE("hostile paths of the shared collection are judged as it asks") {
    std::ifstream lines(test::shared_input("adversarial/git-paths.jsonl"));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        Poco::JSON::Parser parser;
        const auto entry = parser.parse(line).extract<Poco::JSON::Object::Ptr>();
        const auto input = entry->getValue<std::string>("input");
        const auto expected = entry->getValue<std::string>("expect");
        // A colon is legal on Linux but would break a checkout on Windows: Muniment refuses it.
        const bool accept = expected == "text" && input.find(':') == std::string::npos;
        INFO(line);
        const auto checked = storage::check_tree_path(input);
        CHECK(checked.has_value() == accept);
        if (!accept) CHECK(checked.error().code == core::ErrorCode::invalid_argument);
    }
    CHECK(count == 26);
}

TEST_CASE("names that some system would take for another are refused") {
    const std::string bad =
        GENERATE("", "/", "a/", "/a", "a//b", ".", "..", "a/./b", "a/..", ".git", ".GIT/x", ".git ",
                 ".git.", ".git. .", ".g\u200cit", "\u200b.git", ".git\ufeff", ".gi\u2060t",
                 "git~1", "GIT~2", "GI7EBA~1", "gitmod~1.x", ".gitmodules", ".GitAttributes",
                 "a\\b", "a:b", ".git::$INDEX_ALLOCATION", "CON", "con.md", "Aux", "NUL.tar.gz",
                 "com1", "LPT9.txt", "COM\u00b9", "CONIN$", "prn .txt", "a.", "a ", "a /b", "a\tb",
                 "a\nb", "a\rb", "a\x7f", "caf\xE9", "\xC0\xAF", "a\u202eb");
    INFO(bad);
    CHECK_FALSE(storage::check_tree_path(bad));
}

TEST_CASE("ordinary names are kept") {
    const std::string good =
        GENERATE("SOP-0001.md", "attachments/Zażółć gęślą jaźń.docx", "a b", ".hidden", "gi~x",
                 "digit~1", "console.md", "computer", "com10", "a..b", "...a", "it's \"quoted\"");
    CHECK(storage::check_tree_path(good));
}

TEST_CASE("names and paths have a longest length") {
    CHECK(storage::check_tree_path(std::string(255, 'a')));
    CHECK_FALSE(storage::check_tree_path(std::string(256, 'a')));
    std::string path(200, 'a');
    while (path.size() + 201 <= 1024) path += "/" + std::string(200, 'a');
    CHECK(storage::check_tree_path(path));
    CHECK_FALSE(storage::check_tree_path(path + "/" + std::string(100, 'a')));
}

TEST_CASE("a name is one part") {
    CHECK(storage::check_tree_name("a"));
    CHECK_FALSE(storage::check_tree_name("a/b"));
}
