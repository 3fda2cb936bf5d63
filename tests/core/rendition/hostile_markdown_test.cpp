// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <Poco/JSON/Array.h>
#include <catch2/catch.hpp>

#include "core/rendition/front_matter.h"
#include "core/rendition/html_escape.h"
#include "core/rendition/markdown.h"
#include "core/rendition/redline.h"
#include "tests/support/html_check.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"

namespace {

using namespace muniment::core;
using namespace muniment::test;

struct Carrier {
    std::string place;
    std::string text;
};

std::vector<Carrier> carriers() {
    const auto array = Poco::JSON::Parser()
                           .parse(read_bytes(shared_input("adversarial/xss-carriers.json")))
                           .extract<Poco::JSON::Array::Ptr>();
    std::vector<Carrier> all;
    for (unsigned i = 0; i < array->size(); ++i) {
        const auto object = array->getObject(i);
        all.push_back(
            {object->getValue<std::string>("place"), object->getValue<std::string>("template")});
    }
    return all;
}

void replace_all(std::string& text, const std::string& part, const std::string& with) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + with.size()))
        text.replace(at, part.size(), with);
}

std::string on_one_line(std::string payload) {
    for (char& c : payload)
        if (c == '\n' || c == '\r') c = ' ';
    return payload;
}

std::string yaml_quoted(const std::string& payload) {
    std::string quoted;
    for (const char c : payload) {
        if (c == '\\' || c == '"') quoted += '\\';
        if (c == '\n')
            quoted += "\\n";
        else if (c == '\r')
            quoted += "\\r";
        else
            quoted += c;
    }
    return quoted;
}

std::string carried(const Carrier& carrier, const std::string& payload) {
    std::string text = carrier.text;
    const auto put = [&](const std::string& mark, const std::string& value) {
        if (const auto at = text.find(mark); at != std::string::npos)
            text.replace(at, mark.size(), value);
    };
    replace_all(text, "{{", "{");
    put("{p}", payload);
    put("{p1}", on_one_line(payload));
    put("{yq}", yaml_quoted(payload));
    return text;
}

/// A library whose [links] table knows every target, so that nothing is safe by being unknown.
std::optional<std::string> known(std::string_view target) {
    return std::string(target);
}

std::vector<std::string> faults_of_title(const FrontMatterFields& fields) {
    std::string html;
    append_html_escaped(html, fields.text("title").value_or(""));
    return html_faults(html);
}

}  // namespace

TEST_CASE("hostile input in every carrier leaves no markup of its own") {
    const auto payloads = read_json_lines(shared_input("adversarial/xss.jsonl"));
    REQUIRE(payloads.size() > 150);
    for (const Carrier& carrier : carriers()) {
        for (const auto& entry : payloads) {
            const auto payload = entry->getValue<std::string>("input");
            INFO(carrier.place << ": " << entry->getValue<std::string>("id") << ": " << payload);
            const std::string bytes = carried(carrier, payload);
            const SplitDocument document = split_document(bytes);
            const auto rendition = render_markdown(document.body, {known});
            REQUIRE(rendition.has_value());
            INFO(rendition->html);
            CHECK(html_faults(rendition->html).empty());
            CHECK(faults_of_title(read_front_matter(document)).empty());
            const auto changed = compare_documents("# T\n\nbefore\n", bytes);
            REQUIRE(changed.has_value());
            INFO(changed->html);
            CHECK(html_faults(changed->html).empty());
        }
    }
}

TEST_CASE("a payload in the front matter's title is read back whole") {
    const Carrier carrier = carriers()[2];
    for (const auto& entry : read_json_lines(shared_input("adversarial/xss.jsonl"))) {
        const auto payload = entry->getValue<std::string>("input");
        if (payload.find('\0') != std::string::npos) continue;
        const std::string bytes = carried(carrier, payload);
        CHECK(read_front_matter(split_document(bytes)).text("title") == payload);
    }
}

TEST_CASE("harmless links and pictures keep working") {
    std::size_t seen = 0;
    for (const auto& entry : read_json_lines(shared_input("adversarial/xss.jsonl"))) {
        if (!entry->has("harmless") || !entry->getValue<bool>("harmless")) continue;
        ++seen;
        const auto rendition = render_markdown(entry->getValue<std::string>("input"), {known});
        REQUIRE(rendition.has_value());
        auto uses = rendition->links;
        uses.insert(uses.end(), rendition->images.begin(), rendition->images.end());
        REQUIRE(uses.size() == 1);
        CHECK(uses.front().followed);
    }
    CHECK(seen == 2);
}

TEST_CASE("addresses are judged as a browser reads them") {
    const auto kind = [](std::string_view target) { return classify_target(target); };
    for (const char* refused :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", " javascript:x",
          "\x01javascript:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "//evil.org",
          "/\\evil.org", "\\\\evil.org", "blob:x", "data:image/svg+xml;base64,AA", "ftp://x", "",
          "http:evil"})
        CHECK(kind(refused) == TargetKind::refused);
    CHECK(kind("https://example.org/a:b") == TargetKind::web);
    CHECK(kind("HTTP://EXAMPLE.ORG") == TargetKind::web);
    CHECK(kind("mailto:a@b.org") == TargetKind::mail);
    CHECK(kind("other.md") == TargetKind::document);
    CHECK(kind("folder/a:b.md") == TargetKind::document);
    CHECK(kind("/documents/SOP-0001") == TargetKind::document);
    CHECK(kind("#scope") == TargetKind::fragment);
    CHECK(kind("data:image/png;base64,iVBORw0KGgo=") == TargetKind::picture);
}

TEST_CASE("a resolver cannot bring in a refused address") {
    const auto rendition = render_markdown(
        "[a](b.md)", {[](std::string_view) { return std::optional<std::string>("javascript:1"); }});
    REQUIRE(rendition.has_value());
    CHECK(rendition->html == "<p><span class=\"unresolved-link\">a</span></p>\n");
}
