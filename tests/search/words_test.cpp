// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/words.h"

#include <catch2/catch.hpp>

#include "search/identifier_key.h"
#include "search/normal_form.h"
#include "search/query_words.h"

using namespace muniment::search;

namespace {

/// "term@position" of each word.
std::string words_of(std::string_view text) {
    std::string result;
    WordReader reader(text);
    for (Word word; reader.next(word);)
        result += (result.empty() ? "" : " ") + word.term + "@" + std::to_string(word.position);
    return result;
}

}  // namespace

TEST_CASE("a text is divided into words") {
    CHECK(words_of("").empty());
    CHECK(words_of(" -- !? ").empty());
    CHECK(words_of("Clean the kettle.") == "clean@0 the@1 kettle@2");
    CHECK(words_of("clause 7.5.3. Then 1,000") == "clause@0 7.5.3@1 then@2 1,000@3");
    CHECK(words_of("SOP-0001/b_c don't") == "sop@0 0001@1 b@2 c@3 don@4 t@5");
    CHECK(words_of("ＳＯＰ ﬁle STRASSE straße") == "sop@0 file@1 strasse@2 strasse@3");
    CHECK(words_of("co\xC2\xADoperate") == "cooperate@0");
    CHECK(words_of("a\xFF"
                   "b\xC3") == "a@0 b@1");
    CHECK(words_of(std::string_view("a\0b", 3)) == "a@0 b@1");
}

TEST_CASE("composed and decomposed letters are the same word") {
    CHECK(words_of("z\xCC\x87o\xCC\x81lc") == words_of("żólc"));
    CHECK(words_of("か\xE3\x82\x99") == words_of("が"));
    CHECK(words_of("ｶﾞ") == words_of("ガ"));
}

TEST_CASE("scripts without spaces become characters and pairs") {
    CHECK(words_of("管理文書") == "管@0 管理@0 理@1 理文@1 文@2 文書@2 書@3");
    CHECK(words_of("ISO管理 x") == "iso@0 管@1 管理@1 理@2 x@3");
    CHECK(query_words("管理文書") == std::vector<std::string>{"管理", "理文", "文書"});
    CHECK(query_words("書") == std::vector<std::string>{"書"});
    CHECK(query_words("管理 x") == std::vector<std::string>{"管理", "理", "x"});
}

TEST_CASE("a word's place in the text is that of its bytes") {
    const std::string text = "  Łódź, 7";
    WordReader reader(text);
    Word word;
    REQUIRE(reader.next(word));
    CHECK(text.substr(word.begin, word.end - word.begin) == "Łódź");
    REQUIRE(reader.next(word));
    CHECK(text.substr(word.begin, word.end - word.begin) == "7");
    CHECK_FALSE(reader.next(word));
}

TEST_CASE("a very long word has a short form that stays UTF-8") {
    CHECK(normal_form(std::string(100'000, 'A')) == std::string(120, 'a'));
    std::string marks = "a";
    for (int i = 0; i < 100'000; ++i) marks += "\xCC\x81\xCC\xA7";
    CHECK(normal_form(marks).size() <= 120);
    std::string wide;
    for (int i = 0; i < 1000; ++i) wide += "ł";
    CHECK(normal_form(wide).size() == 120);
    std::string three;
    for (int i = 0; i < 1000; ++i) three += "ա";
    CHECK(normal_form(three).size() == 120);
}

TEST_CASE("Latin letters lose their marks, others keep them") {
    CHECK(folded_form(normal_form("Śliwa")) == "sliwa");
    CHECK(folded_form(normal_form("ZAŻÓŁĆ")) == "zazolc");
    CHECK(folded_form(normal_form("Łódź")) == "lodz");
    CHECK(folded_form(normal_form("Ærø")) == "aero");
    CHECK(folded_form("plain") == "plain");
    CHECK(folded_form(normal_form("й")) == normal_form("й"));
    // A word of marks alone keeps its form: no term may be empty.
    CHECK(folded_form("\u0338\u033A") == "\u0338\u033A");
}

TEST_CASE("an identifier has one key, however it is typed") {
    for (const char* typed : {"SOP-0001", "sop-0001", "sop 1", "Sop0001", "SOP_0001", "ＳＯＰ-1"})
        CHECK(identifier_key(typed) == "sop-1");
    CHECK(identifier_key("QP 7.5/03") == "qp-7-5-3");
    CHECK(identifier_key("SOP-0000") == "sop-0");
    CHECK(identifier_key("SOP-0010") == "sop-10");
    CHECK(identifier_key("POLICY") == "policy");
    CHECK(identifier_key("--").empty());
    CHECK(identifier_key(std::string(1000, '9')).size() == 120);
}
