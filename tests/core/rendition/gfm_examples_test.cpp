// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <regex>

#include <catch2/catch.hpp>

#include "core/rendition/markdown.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"

namespace {

using namespace muniment::core;
using namespace muniment::test;

/// Takes away what Muniment adds to the specification's markup.
std::string without_additions(const std::string& html) {
    static const std::regex additions(
        R"re(<div class="table-scroll" tabindex="0">|</div>| id="s-[^"]*"| rel="noopener noreferrer"| scope="col"| aria-label="[^"]*")re");
    return std::regex_replace(html, additions, "");
}

/// The specification leaves open how a quotation mark is written, and the order of attributes.
std::string normalised(std::string html) {
    html = without_additions(html);
    html = std::regex_replace(html, std::regex("&quot;"), "\"");
    html = std::regex_replace(html, std::regex("<input[^>]*checked[^>]*>"), "[x]");
    html = std::regex_replace(html, std::regex("<input[^>]*>"), "[ ]");
    return html;
}

/// Raw HTML is shown as text on purpose: examples whose expected page holds tags that Markdown
/// itself has no sign for, or that are about raw HTML.
bool is_about_raw_html(const Poco::JSON::Object& example) {
    static const std::regex foreign(
        R"(<(?!/?(a|blockquote|br|code|del|em|h[1-6]|hr|img|input|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul)[ />]))");
    const auto section = example.getValue<std::string>("section");
    return section == "HTML blocks" || section == "Raw HTML" ||
           section == "Disallowed Raw HTML (extension)" ||
           std::regex_search(example.getValue<std::string>("expected_html"), foreign) ||
           example.getValue<std::string>("input").find("<a href=") != std::string::npos;
}

/// Muniment always links bare addresses; this example is of a parser that was not asked to.
bool is_without_autolinks(const Poco::JSON::Object& example) {
    return example.getValue<std::string>("section") == "Autolinks" &&
           example.getValue<std::string>("expected_html").rfind("<p>http", 0) == 0;
}

/// Links and pictures that a document may not have: other schemes, nothing, unknown places.
bool has_refused_link(const Rendition& page) {
    const auto refused = [](const LinkUse& use) { return !use.followed; };
    return std::any_of(page.links.begin(), page.links.end(), refused) ||
           std::any_of(page.images.begin(), page.images.end(), refused);
}

}  // namespace

TEST_CASE("the examples of the GitHub specification render as it says") {
    std::size_t compared = 0;
    std::size_t raw_html = 0;
    std::size_t refused_links = 0;
    std::size_t without_autolinks = 0;
    const RenderOptions options{
        [](std::string_view target) { return std::optional<std::string>(target); }};
    for (const auto& example : read_json_lines(shared_input("adversarial/gfm-examples.jsonl"))) {
        INFO(example->getValue<std::string>("id"));
        const auto page = render_markdown(example->getValue<std::string>("input"), options);
        REQUIRE(page.has_value());
        const auto expected = example->getValue<std::string>("expected_html");
        if (is_about_raw_html(*example)) {
            ++raw_html;
        } else if (has_refused_link(*page)) {
            ++refused_links;
        } else if (is_without_autolinks(*example)) {
            ++without_autolinks;
        } else {
            ++compared;
            INFO(example->getValue<std::string>("input"));
            CHECK(normalised(page->html) == normalised(expected));
        }
    }
    CHECK(compared == 300);
    CHECK(raw_html == 42);
    CHECK(refused_links == 6);
    CHECK(without_autolinks == 1);
}
