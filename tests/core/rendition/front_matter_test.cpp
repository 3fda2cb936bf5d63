// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/front_matter.h"

#include <catch2/catch.hpp>

#include "core/rendition/document_text.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"

namespace {

using namespace muniment::core;
using namespace muniment::test;

FrontMatterFields fields_of(std::string_view bytes) {
    return read_front_matter(split_document(bytes));
}

std::string shared_case(const std::string& id) {
    for (const auto& entry : read_json_lines(shared_input("adversarial/front-matter.jsonl")))
        if (entry->getValue<std::string>("id") == id) return entry->getValue<std::string>("input");
    FAIL("no case " << id);
    return {};
}

}  // namespace

TEST_CASE("front matter is told apart without changing a byte") {
    const std::string bytes = "---\r\ntitle: T\r\n---\r\nx\r\n";
    const SplitDocument document = split_document(bytes);
    CHECK(document.format == FrontMatterFormat::yaml);
    CHECK(document.front_matter == "title: T\r\n");
    CHECK(document.body == "x\r\n");
    CHECK(document.body.data() == bytes.data() + 20);
    CHECK(document.front_matter_line == 2);
    CHECK(document.body_line == 4);
    CHECK(fields_of(bytes).text("title") == "T");
}

TEST_CASE("the traps of the shared list") {
    const auto body = [](const std::string& bytes) {
        return std::string(split_document(bytes).body);
    };
    for (const char* id :
         {"plain", "norway", "duplicate-key", "laughs", "python-tag", "tabs", "bom", "empty",
          "list-root", "toml", "dots-close", "colon-value", "html-value"}) {
        INFO(id);
        CHECK(body(shared_case(id)) == "x\n");
    }
    CHECK(body(shared_case("no-open (real: strongdm/comply)")) == "# Purpose\n");
    for (const char* id : {"no-close", "rule-not-front-matter"})
        CHECK(body(shared_case(id)) == shared_case(id));
    CHECK(split_document(shared_case("toml")).format == FrontMatterFormat::toml);
}

TEST_CASE("values stay as they are written") {
    const FrontMatterFields fields = fields_of(shared_case("norway"));
    CHECK(fields.text("country") == "no");
    CHECK(fields.text("version") == "1.10");
    CHECK(fields.text("code") == "0x1F");
    CHECK(fields.text("day") == "2024-02-30");
    CHECK(fields.text("time") == "12:30:45");
    CHECK(fields.text("oct") == "010");
    CHECK(fields.text("exp") == "1e3");
    CHECK(fields.text("null1") == "~");
    CHECK(fields_of(shared_case("colon-value")).text("title") == "SOP: how to");
    CHECK(fields_of(shared_case("html-value")).text("title") == "<img src=x onerror=alert(1)>");
    CHECK(fields_of(shared_case("bom")).text("Title") == "T");
}

TEST_CASE("of a repeated key the first counts, and it is said") {
    const FrontMatterFields fields = fields_of(shared_case("duplicate-key"));
    CHECK(fields.text("status") == "draft");
    REQUIRE(fields.problems.size() == 1);
    CHECK(fields.problems[0] == "Line 3 repeats the key status; the first value counts");
}

TEST_CASE("anchors, tags and nested values are passed over") {
    CHECK_FALSE(fields_of(shared_case("python-tag")).text("title").has_value());
    const FrontMatterFields laughs = fields_of(shared_case("laughs"));
    CHECK(laughs.fields.empty());
    const FrontMatterFields nested = fields_of(
        "---\nsatisfies:\n  TSC:\n    - CC2.1\nrevisions:\n  - date: x\n    by: y\nowner: "
        "anna\n---\n");
    REQUIRE(nested.fields.size() == 1);
    CHECK(nested.text("owner") == "anna");
    CHECK(fields_of("---\ntext: |\n  a\n  b\nname: N\n---\n").fields.size() == 1);
}

TEST_CASE("lists of strings in both YAML forms") {
    const FrontMatterFields fields = fields_of(
        "---\ntags: [a, \"b, c\", 'd''e'] # three\nkeywords:\n  - x y\n  - \"z\"\n- 1.10\nnone: "
        "[]\n"
        "empty:\n---\n");
    CHECK(fields.texts("tags") == std::vector<std::string>{"a", "b, c", "d'e"});
    CHECK(fields.texts("keywords") == std::vector<std::string>{"x y", "z", "1.10"});
    REQUIRE(fields.find("none") != nullptr);
    CHECK(fields.find("none")->is_list);
    CHECK(fields.texts("none").empty());
    CHECK(fields.text("empty") == "");
    CHECK_FALSE(fields.text("tags").has_value());
    CHECK(fields_of("---\ntags: [a, [b]]\n---\n").fields.empty());
    CHECK(fields_of("---\ntags: [a, b\n---\n").fields.empty());
}

TEST_CASE("quoted YAML scalars") {
    const FrontMatterFields fields = fields_of(
        "---\na: \"x \\\"y\\\" \\u017C\\n\" # c\nb: 'it''s'\nc: plain # comment\nd: a#b\n"
        "e: \"no end\nf: first\n  second\n---\n");
    CHECK(fields.text("a") == "x \"y\" \xC5\xBC\n");
    CHECK(fields.text("b") == "it's");
    CHECK(fields.text("c") == "plain");
    CHECK(fields.text("d") == "a#b");
    CHECK_FALSE(fields.text("e").has_value());
    CHECK(fields.text("f") == "first second");
}

TEST_CASE("TOML front matter, as written") {
    const FrontMatterFields fields = fields_of(
        "+++\ntitle = \"\xC5\xBB\"\nversion = 1.10\nday = 2026-01-02 # note\ntags = [\"a\", "
        "\"b\"]\n"
        "flags = [1, 2.50]\n[nested]\nx = 1\n+++\nbody\n");
    CHECK(fields.text("title") == "\xC5\xBB");
    CHECK(fields.text("version") == "1.10");
    CHECK(fields.text("day") == "2026-01-02");
    CHECK(fields.texts("tags") == std::vector<std::string>{"a", "b"});
    CHECK(fields.texts("flags") == std::vector<std::string>{"1", "2.50"});
    CHECK(fields.find("nested") == nullptr);
    CHECK(fields_of("+++\ntitle = \n+++\n").problems.size() == 1);
}

TEST_CASE("ordinary text is never taken for front matter") {
    for (const char* text :
         {"Note: read this\n---\nmore\n", "warning: read this\n---\nmore\n", "---\n\nText\n\n---\n",
          "a: b\n\nc: d\n---\n", "a: b\nprose goes on\n---\n", "----\ntitle: T\n----\n",
          "Text\n---\na: b\n---\n", "+++\nText\n+++\n", "", "---", "---\n", "a: b"})
        CHECK(split_document(text).format == FrontMatterFormat::none);
    CHECK(split_document("name: X\n---\nbody\n").body == "body\n");
    CHECK(split_document("---\ntitle: T\n---").body.empty());
}

TEST_CASE("every policy of the corpus without an opening line gives its name") {
    std::size_t documents = 0;
    for (const char* folder : {"narratives", "policies", "procedures"})
        for (const auto& entry :
             std::filesystem::directory_iterator(shared_input("corpus/policies-comply") / folder)) {
            if (entry.path().extension() != ".md") continue;
            INFO(entry.path().filename().string());
            const std::string bytes = read_bytes(entry.path());
            const SplitDocument document = split_document(bytes);
            CHECK(document.format == FrontMatterFormat::yaml);
            CHECK(title_of_document(bytes).value() ==
                  read_front_matter(document).text("name").value());
            ++documents;
        }
    CHECK(documents > 20);
}

TEST_CASE("a document's own title") {
    CHECK(title_of_document("---\ntitle: \"A\\n B\"\n---\n# C\n") == "A B");
    CHECK(title_of_document("text\n\n# The *first*\n\n# other\n") == "The first");
    CHECK(title_of_document("text\n") == "");
    CHECK_FALSE(title_of_document("\xFF").has_value());
    CHECK(plain_text_of("---\ntitle: T\n---\n# A\n\nb *c*\n") == "A\nb c\n");
}
