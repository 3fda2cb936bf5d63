// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/text.h"
#include "tests/support/json_lines.h"
#include "tests/support/page_check.h"
#include "tests/support/served_library.h"
#include "tests/support/shared_input.h"
#include "web/site/list_page.h"

using namespace muniment;
using test::must;
using test::ServedLibrary;

namespace {

std::vector<std::string> inputs(const char* file) {
    std::vector<std::string> texts;
    for (const auto& entry : test::read_json_lines(test::shared_input(file)))
        texts.push_back(entry->getValue<std::string>("input"));
    return texts;
}

/// The same on one line, at most 200 characters: what a title may be.
std::string as_title(const std::string& text) {
    std::string title;
    for (const char c : text) title += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    title = core::trimmed(title);
    while (core::character_count(title) > 200) title.pop_back();
    return title;
}

std::string text_of(const std::string& title, const std::string& text) {
    return "# " + title + "\n\n" + text + "\n";
}

std::string described(const std::vector<std::string>& faults) {
    return core::join(faults, "; ");
}

}  // namespace

TEST_CASE("hostile titles, texts and reasons do no harm on any page", "[shared]") {
    ServedLibrary served;
    auto& library = served.library;
    std::vector<core::ImportedRevision> lines;
    for (const auto& input : inputs("adversarial/xss.jsonl")) {
        const std::string title = as_title(input);
        if (!core::is_utf8(title) || !core::is_single_line(title) || title.empty()) continue;
        core::ImportedRevision line;
        line.key = "key-" + std::to_string(lines.size());
        line.type = "SOP";
        line.content = test::markdown(text_of(title, input), title);
        line.content.department = title;
        line.stated_author = title;
        line.stated_reason = input;
        line.as_effective = true;
        line.line = static_cast<std::int64_t>(lines.size() + 1);
        lines.push_back(line);
    }
    REQUIRE(lines.size() > 100);
    const auto report = must(library.writer().import(
        library.acting("olga"), must(core::Digest::parse(std::string(64, 'a'))), "All of it.",
        lines, {}, [] { return true; }));
    INFO((report.faults.empty() ? "" : report.faults.front().error.message));
    REQUIRE(report.imported > 100);

    std::vector<std::string> pages{"/", "/documents", "/documents?page=2",
                                   "/search?q=alert&all_states=1", "/tasks"};
    for (const auto& [key, id] : report.identifiers) {
        pages.push_back("/documents/" + id.text());
        pages.push_back("/documents/" + id.text() + "/history");
    }
    for (const auto& page : pages) {
        const auto answer = served.get(page, "olga");
        const auto faults = test::page_faults(answer.body);
        INFO(page << ": " << described(faults));
        CHECK((answer.status == 200 || answer.status == 404));
        CHECK(faults.empty());
    }
    CHECK(served.log().empty());
}

TEST_CASE("whatever is searched for or asked for is escaped", "[shared]") {
    ServedLibrary served;
    for (const char* file : {"adversarial/xss.jsonl", "adversarial/naughty-strings.jsonl",
                             "adversarial/search-queries.jsonl"}) {
        for (const auto& input : inputs(file)) {
            const std::string value = test::form_value(input.substr(0, 3000));
            for (const std::string& target :
                 {"/search?q=" + value, "/search?all_states=1&q=" + value,
                  "/documents?owner=" + value, "/documents?department=" + value,
                  "/documents/" + value, "/documents/POLICY/revisions/" + value}) {
                const auto answer = served.get(target, "olga");
                const auto faults = test::page_faults(answer.body);
                INFO(target.substr(0, 300) << ": " << described(faults));
                CHECK((answer.status == 200 || answer.status == 303 || answer.status == 400 ||
                       answer.status == 404));
                CHECK(faults.empty());
            }
        }
    }
    CHECK(served.log().empty());
}

TEST_CASE("no cell of a download is taken for a formula", "[shared]") {
    for (const auto& input : inputs("adversarial/export-cells.jsonl")) {
        const std::string cell = web::csv_cell(input);
        INFO(cell);
        REQUIRE(cell.size() >= 2);
        CHECK(cell.front() == '"');
        CHECK(cell.back() == '"');
        CHECK(std::string("=+-@\t\r").find(cell[1]) == std::string::npos);
        for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
            if (cell[i] != '"') continue;
            REQUIRE(cell[i + 1] == '"');
            ++i;
        }
    }
    CHECK(web::csv_cell("plain") == "\"plain\"");
}
