// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <Poco/JSON/Array.h>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/rendition/intricacy.h"
#include "core/rendition/markdown.h"
#include "core/rendition/redline.h"
#include "core/rendition/trace.h"
#include "core/rendition/utf8.h"
#include "tests/support/html_check.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"

// Nothing here measures time: the sizes are such that work growing with the square of the input
// would show as a test that does not end.

namespace {

using namespace muniment::core;
using namespace muniment::test;

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    text.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

std::string numbered(const std::string& format, std::size_t count) {
    std::string text;
    const std::size_t mark = format.find("%d");
    for (std::size_t i = 0; i < count; ++i)
        text += format.substr(0, mark) + std::to_string(i) + format.substr(mark + 2);
    return text;
}

std::string rising(const std::string& unit, const std::string& tail, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += repeated(unit, i) + tail;
    return text;
}

/// The steps of a recipe, as gen_pathological.py reads them.
std::string built(const Poco::JSON::Array& steps) {
    std::string text;
    for (unsigned i = 0; i < steps.size(); ++i) {
        const auto step = steps.getArray(i);
        const auto name = step->getElement<std::string>(0);
        const auto part = step->getElement<std::string>(1);
        if (name == "text")
            text += part;
        else if (name == "repeat")
            text += repeated(part, step->getElement<std::size_t>(2));
        else if (name == "index")
            text += numbered(part, step->getElement<std::size_t>(2));
        else
            text +=
                rising(part, step->getElement<std::string>(2), step->getElement<std::size_t>(3));
    }
    return text;
}

}  // namespace

TEST_CASE("texts made to be slow are rendered and compared in bounded work") {
    const auto recipes = Poco::JSON::Parser()
                             .parse(read_bytes(shared_input("adversarial/pathological.json")))
                             .extract<Poco::JSON::Array::Ptr>();
    REQUIRE(recipes->size() >= 17);
    for (unsigned i = 0; i < recipes->size(); ++i) {
        const auto recipe = recipes->getObject(i);
        INFO(recipe->getValue<std::string>("id"));
        const std::string text = built(*recipe->getArray("steps"));
        const auto page = render_markdown(text);
        REQUIRE(page.has_value());
        CHECK(html_faults(page->html).empty());
        const auto redline = compare_documents(text, "changed\n\n" + text);
        REQUIRE(redline.has_value());
        CHECK(redline->shows_changes());
    }
}

TEST_CASE("what would make the parser's work grow with the square is refused") {
    const std::vector<std::string> hostile{
        repeated("![[]()", 100'000),
        repeated("|", 100'000) + "\n" + repeated("|-", 100'000) + "\n",
        repeated("a\n", 100'000) + "a|b\n-|-\n",
        repeated("a\n-|-\n", 50'000),
        "http://a.b/" + repeated(")", 100'000),
        repeated("a@", 500'000),
        "|" + repeated("x|", 600) + "\n|" + repeated("-|", 600) + "\n" + repeated("a\n", 10'000),
    };
    for (const std::string& text : hostile) {
        const auto page = render_markdown(text);
        REQUIRE_FALSE(page.has_value());
        CHECK(page.error().code == ErrorCode::invalid_argument);
        CHECK_FALSE(page.error().hint.empty());
    }
}

TEST_CASE("large but honest texts are not refused") {
    CHECK(check_intricacy(repeated("| a | b | 1 - 2 |\n", 1) + "|---|---|---|\n" +
                          repeated("| one | two | three |\n", 20'000)));
    CHECK(check_intricacy(repeated("![a](b.png) [c](d.md)\n", 2'000)));
    CHECK(check_intricacy(repeated("line of a long paragraph\n", 50'000)));
    CHECK(check_intricacy(repeated("- - - -\n\ntext\n\n", 20'000)));
}

TEST_CASE("comparing two unlike texts of a megabyte ends") {
    const std::string one = numbered("word%d ", 150'000);
    const std::string other = numbered("%dword ", 150'000);
    const auto unlike = compare_documents(one, other);
    REQUIRE(unlike.has_value());
    CHECK(unlike->paragraphs_deleted == 1);
    const auto swapped =
        compare_documents(repeated("a b ", 150'000), repeated("b a ", 149'000) + "c");
    REQUIRE(swapped.has_value());
    CHECK(swapped->paragraphs_changed == 1);
    const auto paragraphs =
        compare_documents(repeated("a b c\n\n", 30'000) + "x", repeated("a b d\n\n", 30'000) + "y");
    REQUIRE(paragraphs.has_value());
    CHECK(paragraphs->shows_changes());
}

TEST_CASE("any Unicode text renders, compares and traces without harm") {
    CHECK(rc::check("random Markdown", [] {
        static const std::vector<std::string> parts{
            "*",    "_",   "`",          "[",  "](",       ")",           "!",
            "|",    "\n",  "\n\n",       "> ", "- ",       "1. ",         "# ",
            "<",    ">",   "~~",         "&#", ";",        "---\n",       "+++\n",
            "\t",   " ",   "http://a.b", "a",  "\xC5\xBC", "\"",          "<!--",
            "-->",  "```", "[x] ",       "\\", ":",        "javascript:", "\xE6\x9C\x88",
            "|-|\n"};
        const auto indices = *rc::gen::container<std::vector<std::size_t>>(
            rc::gen::inRange<std::size_t>(0, parts.size()));
        const auto points = *rc::gen::container<std::vector<char32_t>>(
            rc::gen::cast<char32_t>(rc::gen::inRange<std::uint32_t>(0, 0x10FFFF)));
        std::string text;
        for (const std::size_t index : indices) text += parts[index];
        for (const char32_t point : points) append_utf8(text, point);
        const auto page = render_markdown(
            text, {[](std::string_view target) { return std::optional<std::string>(target); }});
        RC_ASSERT(page.has_value());
        RC_ASSERT(html_faults(page->html).empty());
        const auto redline = compare_documents(text, "x\n\n" + text);
        RC_ASSERT(redline.has_value());
        RC_ASSERT(html_faults(redline->html).empty());
        RC_ASSERT(trace_paragraphs({{1, text}, {2, text}}).has_value());
    }));
}
