// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/snippet.h"

#include <catch2/catch.hpp>

#include "core/text.h"
#include "tests/search/search_fixture.h"

using namespace muniment;

namespace {

using Section = core::SearchableRevision::Section;

search::Passage passage(const std::vector<Section>& sections, const std::string& query,
                        const std::string& language = "en") {
    auto revision = test::searchable("SOP-0001", "Title", "", language);
    revision.sections = sections;
    search::WordFormCache forms;
    search::Highlights highlights;
    highlights.add(search::parse_query(query)->root, forms);
    return search::PassageFinder(highlights, forms).best(search::stored_part(revision));
}

/// With brackets in place of the marks.
std::string snippet(const std::string& text, const std::string& query,
                    const std::string& language = "en") {
    std::string shown = passage({{"", text}}, query, language).snippet;
    for (char& c : shown) c = c == search::match_begins ? '[' : c == search::match_ends ? ']' : c;
    return shown;
}

std::string words(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "word" + std::to_string(i) + " ";
    return text;
}

}  // namespace

TEST_CASE("the words found are marked, by their stems and without marks") {
    CHECK(snippet("Clean the kettle.", "kettles") == "Clean the [kettle].");
    CHECK(snippet("Cleaning, cleaned", "clean") == "[Cleaning], [cleaned]");
    CHECK(snippet("Śliwa i gruszka", "sliwa", "pl") == "[Śliwa] i gruszka");
    CHECK(snippet("documentation of", "docu*") == "[documentation] of");
    CHECK(snippet("この管理文書は", "管理文書", "ja") == "この[管理文書]は");
}

TEST_CASE("a passage is cut at words and is always UTF-8") {
    const auto shown = snippet(words(200) + "kettle " + words(200), "kettle");
    CHECK(shown.find("[kettle]") != std::string::npos);
    CHECK(shown.starts_with("… word"));
    CHECK(shown.ends_with(" …"));
    CHECK(shown.size() < 300);
    std::string unspaced;
    for (int i = 0; i < 500; ++i) unspaced += "管理";
    const auto japanese = snippet(unspaced + "猫" + unspaced, "猫", "ja");
    CHECK(core::is_utf8(japanese));
    CHECK(japanese.find("[猫]") != std::string::npos);
    CHECK(core::is_utf8(snippet("bad \xFF kettle", "kettle")));
    CHECK(snippet(std::string(1000, 'x'), "kettle").size() < 300);
}

TEST_CASE("marks and controls of the text itself are not shown") {
    CHECK(snippet("a \2fake\3\n\n  kettle\x1B[1m", "kettle") == "a fake [kettle] [1m");
}

TEST_CASE("the best passage has the most different words") {
    const auto best = passage({{"Scope", "kettle kettle kettle"},
                               {"Cleaning > By hand", "clean the kettle"},
                               {"End", "clean"}},
                              "clean", "en");
    CHECK(best.section == "Cleaning > By hand");
    const std::string far = "clean " + words(100) + "clean kettle";
    auto revision = test::searchable("SOP-0001", "", far);
    search::WordFormCache forms;
    search::Highlights highlights;
    highlights.add(search::parse_query("\"clean kettle\"")->root, forms);
    const auto near =
        search::PassageFinder(highlights, forms).best(search::stored_part(revision)).snippet;
    CHECK(near.find("\2clean\3 \2kettle\3") != std::string::npos);
}

TEST_CASE("a text without the words is shown from its beginning") {
    const auto first = passage({{"A", ""}, {"B", "Begins here."}}, "kettle");
    CHECK(first.section == "B");
    CHECK(first.snippet == "Begins here.");
    CHECK(passage({}, "kettle").snippet.empty());
}

TEST_CASE("what is stored comes back, and nothing else is taken for it") {
    auto revision = test::searchable("SOP-0001", "Title: 5:x", "text");
    revision.sections = {{"A > B", "one"}, {"", std::string("\0:", 2)}};
    revision.retired = true;
    const std::string bytes = search::encode(search::stored_part(revision));
    const auto stored = search::decode(bytes);
    REQUIRE(stored);
    CHECK(search::encode(*stored) == bytes);
    CHECK(stored->title == "Title: 5:x");
    CHECK(stored->sections.size() == 2);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const auto part = search::decode(bytes.substr(0, length));
        if (part) CHECK(search::encode(*part) != bytes);
    }
    CHECK(search::decode("99999999999999999999:x").error().code == core::ErrorCode::data_corrupt);
}
