// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query_parser.h"

#include <catch2/catch.hpp>

#include "core/text.h"

using namespace muniment;
using search::parse_query;

namespace {

std::string tree(std::string_view text) {
    const auto parsed = parse_query(text);
    return parsed ? to_text(parsed->root) : "error: " + parsed.error().message;
}

std::string refusal(std::string_view text) {
    const auto parsed = parse_query(text);
    if (parsed) return "understood as " + to_text(parsed->root);
    CHECK(parsed.error().code == core::ErrorCode::invalid_argument);
    return parsed.error().message;
}

std::string repeated(std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
}

}  // namespace

TEST_CASE("words, phrases and operators become a tree") {
    CHECK(tree("clean") == "(words clean)");
    CHECK(tree("clean kettle") == "(all (words clean) (words kettle))");
    CHECK(tree("clean AND kettle") == "(all (words clean) (words kettle))");
    CHECK(tree("a b OR c d") == "(any (all (words a) (words b)) (all (words c) (words d)))");
    CHECK(tree("a (b OR c)") == "(all (words a) (any (words b) (words c)))");
    CHECK(tree("\"Clean the kettle\"") == "(words clean the kettle)");
    CHECK(tree("clean -dry") == "(all (words clean) (not (words dry)))");
    CHECK(tree("clean NOT dry") == "(all (words clean) (not (words dry)))");
    CHECK(tree("-\"dry it\" -(a b)") ==
          "(all (not (words dry it)) (not (all (words a) (words b))))");
    CHECK(tree("clean*") == "(words clean*)");
    CHECK(tree("sop-00*") == "(words sop 00*)");
    CHECK(tree("or and not") == "(all (words or) (words and) (words not))");
}

TEST_CASE("fields take a word, a phrase or a value") {
    CHECK(tree("title:clean") == "(title clean)");
    CHECK(tree("Title:\"clean it\" dry") == "(all (title clean it) (words dry))");
    CHECK(tree("title:clean*") == "(title clean*)");
    CHECK(tree("type:SOP id:sop-1") == "(all (type = SOP) (id = sop-1))");
    CHECK(tree("-owner:ada x") == "(all (not (owner = ada)) (words x))");
    CHECK(tree("ISO 9001:2015") == "(all (words iso) (words 9001 2015))");
    CHECK(tree("http://example.org") == "(words http example org)");
}

TEST_CASE("punctuation is passed over") {
    CHECK(tree("wash - dry") == "(all (words wash) (words dry))");
    CHECK(tree("wash & dry \"\" ()") == "(all (words wash) (words dry))");
    CHECK(tree("'; DROP TABLE docs; --") == "(all (words drop) (words table) (words docs))");
    CHECK(tree("C++ .*") == "(words c)");
}

TEST_CASE("a query that cannot be read says where") {
    CHECK(refusal("żółć \"open").find("at character 6: the quotation mark") != std::string::npos);
    CHECK(refusal("a (b (c)").find("at character 3: the parenthesis") != std::string::npos);
    CHECK(refusal("a) b").find("at character 2: a closing parenthesis") != std::string::npos);
    CHECK(refusal("AND").find("at character 1: AND") != std::string::npos);
    CHECK(refusal("a AND").find("at character 3: AND") != std::string::npos);
    CHECK(refusal("a AND OR b").find("at character 3: AND") != std::string::npos);
    CHECK(refusal("OR a").find("OR needs words") != std::string::npos);
    CHECK(refusal("a OR").find("OR needs words") != std::string::npos);
    CHECK(refusal("a OR %").find("OR needs words") != std::string::npos);
    CHECK(refusal("a NOT").find("at character 3: NOT") != std::string::npos);
    CHECK(refusal("x title:").find("at character 3: title: has no value") != std::string::npos);
    CHECK(refusal("title: x").find("title: has no value") != std::string::npos);
    CHECK(refusal("title:\"\"").find("title: has no value") != std::string::npos);
    CHECK(refusal("type:S*").find("takes a whole value") != std::string::npos);
    CHECK(refusal("a*b*").find("at its end only") != std::string::npos);
    CHECK(refusal("a*").find("at least two characters") != std::string::npos);
    CHECK(refusal("a\xFF").find("UTF-8") != std::string::npos);
    for (const char* wordless : {"", "   ", "*", "-", "%", "_", "\\", "^$", "\"\"", "()", "--"})
        CHECK(refusal(wordless) == "the query contains no words");
}

TEST_CASE("a query has bounds") {
    CHECK(refusal(std::string(1001, 'a')).find("longer than 1000 bytes") != std::string::npos);
    CHECK(tree(std::string(1000, 'a')).size() > 100);
    CHECK(refusal(repeated("a ", 65)).find("more than 64 words") != std::string::npos);
    CHECK(refusal(repeated("管理", 100)).find("more than 64 words") != std::string::npos);
    CHECK(refusal(repeated("(", 500)).find("nested too deeply") != std::string::npos);
    CHECK(refusal(repeated("(", 10'000)).find("longer than") != std::string::npos);
    CHECK(refusal(repeated("NOT ", 200) + "a").find("nested too deeply") != std::string::npos);
    CHECK(refusal(repeated("-(", 200) + "a").find("nested too deeply") != std::string::npos);
    CHECK(tree(repeated("(", 32) + "a" + repeated(")", 32)) == "(words a)");
}

TEST_CASE("a whole query may be an identifier") {
    CHECK(parse_query("sop-0001")->identifier == "sop-1");
    CHECK(parse_query("SOP 0001")->identifier == "sop-1");
    CHECK(parse_query("policy")->identifier == "policy");
    CHECK(parse_query("clean kettle")->identifier.empty());
    CHECK(parse_query("title:sop 1")->identifier.empty());
    CHECK(parse_query("sop -1")->identifier.empty());
}
