// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/markdown.h"

#include <map>
#include <thread>

#include <catch2/catch.hpp>

#include "core/rendition/front_matter.h"
#include "core/rendition/heading_anchor.h"
#include "tests/support/html_check.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"

namespace {

using namespace muniment::core;
using namespace muniment::test;

Rendition rendered(std::string_view body) {
    auto result = render_markdown(body, {[](std::string_view target) -> std::optional<std::string> {
                                      if (target == "other.md") return "/documents/SOP-0002";
                                      if (target == "flow.png")
                                          return "/documents/SOP-0001/flow.png";
                                      return std::nullopt;
                                  }});
    REQUIRE(result.has_value());
    return std::move(*result);
}

}  // namespace

TEST_CASE("a document becomes page, contents, sections and plain text") {
    const Rendition page = rendered(
        "intro\n\n# Clean the *tank*\n\nDo it.\n\n## Scope\n\n- one\n- two\n\n## Scope\n\n"
        "| a | b |\n|---|--:|\n| 1 | 2 |\n");
    CHECK(page.contents == std::vector<Heading>{{1, "s-clean-the-tank", "Clean the tank"},
                                                {2, "s-scope", "Scope"},
                                                {2, "s-scope-2", "Scope"}});
    REQUIRE(page.sections.size() == 4);
    CHECK(page.sections[0].path.empty());
    CHECK(page.sections[0].text == "intro\n");
    CHECK(page.sections[3].path == std::vector<std::string>{"Clean the tank", "Scope"});
    CHECK(page.sections[3].text == "a b \n1 2 \n");
    CHECK(page.text == "intro\nClean the tank\nDo it.\nScope\none\ntwo\nScope\na b \n1 2 \n");
    CHECK(page.html.find("<h2 id=\"s-scope-2\">Scope</h2>") != std::string::npos);
    CHECK(page.html.find("<div class=\"table-scroll\" tabindex=\"0\"><table>") !=
          std::string::npos);
    CHECK(page.html.find("<td align=\"right\">2</td>") != std::string::npos);
}

TEST_CASE("anchors keep letters of every script and never repeat") {
    CHECK(anchor_for("Zakres i ŻÓŁĆ") == "s-zakres-i-żółć");
    CHECK(anchor_for("目的、範囲") == "s-目的-範囲");
    CHECK(anchor_for("Übergabe: 3.2 Prüfung") == "s-übergabe-3-2-prüfung");
    CHECK(anchor_for("Ἀρχή Цель") == "s-Ἀρχή-цель");
    CHECK(anchor_for("!?") == "s-section");
    AnchorMaker maker;
    CHECK(maker.make("A") == "s-a");
    CHECK(maker.make("A 2") == "s-a-2");
    CHECK(maker.make("A") == "s-a-3");
}

TEST_CASE("relative links go through the caller's table") {
    CHECK(rendered("[b](other.md)").html == "<p><a href=\"/documents/SOP-0002\">b</a></p>\n");
    CHECK(rendered("[b](other.md#Scope)").html ==
          "<p><a href=\"/documents/SOP-0002#s-scope\">b</a></p>\n");
    CHECK(rendered("[b](gone.md)").html == "<p><span class=\"unresolved-link\">b</span></p>\n");
    CHECK(rendered("![b](flow.png \"t\")").html ==
          "<p><img src=\"/documents/SOP-0001/flow.png\" alt=\"b\" title=\"t\" /></p>\n");
    CHECK(rendered("![b](gone.png)").html == "<p><span class=\"unresolved-link\">b</span></p>\n");
    CHECK(rendered("[x](javascript:alert(1))").html ==
          "<p><span class=\"refused-link\">x</span></p>\n");
    CHECK(rendered("# Scope\n\n[b](#scope) [c](#gone)").html ==
          "<h1 id=\"s-scope\">Scope</h1>\n<p><a href=\"#s-scope\">b</a> "
          "<span class=\"unresolved-link\">c</span></p>\n");
    CHECK(rendered("<https://example.org/?a=1&b=2>").html ==
          "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer\">"
          "https://example.org/?a=1&amp;b=2</a></p>\n");
    const Rendition page = rendered("[a](gone.md) ![p](other.md)");
    REQUIRE(page.links.size() == 1);
    CHECK(page.links[0].target == "gone.md");
    CHECK(page.links[0].kind == TargetKind::document);
    CHECK_FALSE(page.links[0].followed);
    REQUIRE(page.images.size() == 1);
    CHECK(page.images[0].followed);
}

TEST_CASE("raw HTML is shown, comments are not") {
    CHECK(rendered("a <b>c</b> <!-- d -->").html == "<p>a &lt;b&gt;c&lt;/b&gt; </p>\n");
    CHECK(rendered("<div>\nx\n</div>").html ==
          "<pre class=\"raw-html\">&lt;div&gt;\nx\n&lt;/div&gt;\n</pre>\n");
    CHECK(rendered("<!-- a -->\n\nx").html == "<p>x</p>\n");
    CHECK(rendered("<!-- a\n\nx").html == "<pre class=\"raw-html\">&lt;!-- a\n\nx\n</pre>\n");
    CHECK(rendered("a<br>b").html == "<p>a<br />b</p>\n");
    CHECK(rendered("x <!-- y -->").text == "x \n");
}

TEST_CASE("task lists have boxes that nobody can tick") {
    CHECK(rendered("- [x] done\n- [ ] open").html ==
          "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"done\" /> "
          "done</li>\n<li><input type=\"checkbox\" disabled=\"\" aria-label=\"open\" /> "
          "open</li>\n</ul>\n");
}

TEST_CASE("a picture's text is only its alternative") {
    const Rendition page = rendered("![a *b* ![c](x.png) `d`](flow.png)");
    CHECK(page.html == "<p><img src=\"/documents/SOP-0001/flow.png\" alt=\"a b c d\" /></p>\n");
}

TEST_CASE("text that is not UTF-8 is refused and says where") {
    const auto result = render_markdown("ab\xFF");
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ErrorCode::invalid_argument);
    CHECK(result.error().message == "The text is not UTF-8 at byte 2");
    CHECK_FALSE(render_markdown("\xC0\x80").has_value());
    CHECK_FALSE(render_markdown("\xED\xA0\x80").has_value());
}

TEST_CASE("empty text is an empty page") {
    const Rendition page = rendered("");
    CHECK(page.html.empty());
    CHECK(page.text.empty());
    CHECK(page.sections.empty());
    CHECK(page.contents.empty());
}

TEST_CASE("several threads render the same text alike") {
    std::string text;
    for (int i = 0; i < 300; ++i)
        text +=
            "~~gone~~ www.example.org https://example.org/a *b* | c\n\n| a |\n|---|\n| ~b~ |\n\n";
    const std::string expected = rendered(text).html;
    std::vector<std::thread> threads;
    std::vector<int> equal(4, 0);
    for (std::size_t thread = 0; thread < equal.size(); ++thread)
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 20; ++i) {
                const auto page = render_markdown(text);
                equal[thread] += page && page->html == expected ? 1 : 0;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(equal == std::vector<int>(4, 20));
}

TEST_CASE("every document of the corpus renders in every language") {
    std::map<std::string, std::size_t> documents;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(shared_input("corpus"))) {
        if (entry.path().extension() != ".md") continue;
        INFO(entry.path().filename().string());
        const std::string bytes = read_bytes(entry.path());
        const auto page = render_markdown(split_document(bytes).body);
        REQUIRE(page.has_value());
        // Some pages of the corpus are front matter alone: they only redirect.
        const auto body = split_document(bytes).body;
        const bool is_blank = body.find_first_not_of(" \r\n") == std::string_view::npos;
        CHECK((page->text.find_first_not_of(" \n") == std::string::npos) == is_blank);
        CHECK(html_faults(page->html).empty());
        const auto below = std::filesystem::relative(entry.path(), shared_input("corpus"));
        auto part = below.begin();
        std::string set = part->string();
        if (set == "languages") set = (++part)->string();
        ++documents[set];
    }
    for (const char* set : {"de-gesetze", "fr-cnil", "ja-arch-guidelines", "pl-ksef",
                            "policies-comply", "handbook-18f", "qms-openregulatory"})
        CHECK(documents[set] > 0);
}
