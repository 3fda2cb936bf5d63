// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <map>

#include <catch2/catch.hpp>

#include "core/text.h"
#include "storage/digest.h"
#include "storage/import_source/import_source.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using storage::ImportSource;
using storage::ImportSourceOptions;

namespace {

const std::map<std::string, std::string> files{
    {"documents/a.md", "# A\n\n![p](attachments/plan.png)\n"},
    {"documents/plan.png", "picture"},
    {"documents/bad.md", "\xFF"},
};

core::Result<std::string> file_named(const std::string& path) {
    const auto found = files.find(path);
    if (found != files.end()) return found->second;
    return core::fail(core::ErrorCode::not_found, "there is no file '" + path + "'");
}

ImportSource read(const std::string& jsonl, const ImportSourceOptions& options = {}) {
    auto source = storage::read_import_lines(jsonl, file_named, options);
    REQUIRE(source);
    return std::move(*source);
}

/// A line with these members beside, or instead of, what each must have; `null` leaves one out.
std::string line_with(const std::string& members) {
    std::map<std::string, std::string> all{{"key", "\"k\""},    {"type", "\"SOP\""},
                                           {"title", "\"T\""},  {"author", "\"ann\""},
                                           {"reason", "\"r\""}, {"content", "\"x\""}};
    std::string text;
    for (const auto& [name, value] : all) {
        const std::string key = '"' + name + "\":";
        if (members.find(key) == std::string::npos) text.append(key).append(value).append(", ");
    }
    return "{" + text + members + "}\n";
}

}  // namespace

TEST_CASE("a line states one revision", "[import]") {
    const std::string jsonl =
        R"({"key": "SOP-0007", "type": "SOP", "title": " Two\n words ", "revision": "1.1",)"
        R"( "effective_from": "2024-03-01", "author": "ann", "approved_by": ["bob", "Cy D."],)"
        R"( "reason": "first\tissue", "file": "documents/a.md",)"
        R"( "attachments": ["documents/plan.png"], "owner": "ann", "department": "Q",)"
        R"( "language": "en", "class": "open", "review_months": 12, "clauses": ["7.5"],)"
        R"( "keywords": "one"})"
        "\r\n\n";
    const auto source = read("\xEF\xBB\xBF" + jsonl);
    CHECK(source.faults.empty());
    REQUIRE(source.lines.size() == 1);
    const auto& line = source.lines.front();
    CHECK(line.key == "SOP-0007");
    CHECK(line.line == 1);
    CHECK(line.revision == *core::RevisionLabel::parse("1.1"));
    CHECK(line.effective_from == *core::parse_date("2024-03-01"));
    CHECK(line.as_effective);
    CHECK(line.stated_author == "ann");
    CHECK(line.stated_approvers == std::vector<std::string>{"bob", "Cy D."});
    CHECK(line.stated_reason == "first issue");
    CHECK(line.content.title == "Two words");
    CHECK(line.content.master->bytes == files.at("documents/a.md"));
    CHECK(line.content.attach == std::vector<core::File>{{"plan.png", "picture"}});
    CHECK(line.content.owner == *core::PersonId::parse("ann"));
    CHECK(line.content.reading_class == "open");
    CHECK(line.content.review_months == 12);
    CHECK(line.content.keywords == std::vector<std::string>{"one"});
    CHECK(line.links.at("attachments/plan.png") == "attachments/plan.png");
    CHECK(source.manifest == storage::sha256("\xEF\xBB\xBF" + jsonl));
}

TEST_CASE("a dated line is effective; an undated one when that is asked for", "[import]") {
    ImportSourceOptions options;
    CHECK_FALSE(read(line_with(R"("revision": null)")).lines.at(0).as_effective);
    options.as_effective = true;
    CHECK(read(line_with(R"("revision": null)"), options).lines.at(0).as_effective);
    const auto dated =
        read(line_with(R"("effective_from": "2016-09-30T23:46:06-04:00")")).lines.at(0);
    CHECK(dated.as_effective);
    CHECK(dated.effective_from == *core::parse_date("2016-09-30"));
}

TEST_CASE("a type may be stated once for all lines", "[import]") {
    ImportSourceOptions options;
    options.type = "WI";
    CHECK(read(line_with(R"("type": null)"), options).lines.at(0).type == "WI");
    CHECK(read(line_with(R"("type": "FRM")"), options).lines.at(0).type == "FRM");
}

TEST_CASE("links between documents go by the parts of their paths", "[import]") {
    const std::string jsonl =
        line_with(R"("key": "SOP-0005")") + line_with(R"("key": "other doc")") +
        line_with(R"("key": "old/2")") +
        line_with(
            R"x("key": "SOP-0001", "content": "[a](../SOP-0005/1.0.md#scope) [b](sop-0005.md) )x"
            R"x([c](<x/other doc.md>) [f](../old/2.md) [d](SOP-0009.md) [e](https://example.org/SOP-0005)")x");
    const auto source = read(jsonl);
    REQUIRE(source.lines.size() == 4);
    CHECK(source.lines[3].links ==
          std::map<std::string, std::string>{{"../SOP-0005/1.0.md", "SOP-0005"},
                                             {"sop-0005.md", "SOP-0005"},
                                             {"x/other doc.md", "other doc"},
                                             {"../old/2.md", "old/2"}});
}

TEST_CASE("a line that cannot be read is a fault with its number, and the rest goes on",
          "[import]") {
    const std::string bad = GENERATE(
        as<std::string>{}, "{", "[1]\n", "\"text\"\n", "{} {}\n", "{\"key\": \"k\"}\n",
        line_with(R"("key": "")"), line_with(R"("key": "a\nb")"), line_with(R"("key": "a\u202Eb")"),
        line_with(R"("type": null)"), line_with(R"("title": "")"),
        line_with(R"("title": "a\u0007")"),
        line_with(R"("title": ")" + std::string(5'000'000, 'x') + "\""),
        line_with(R"("title": "a\u0000b")"), line_with(R"("title": 7)"),
        line_with(R"("title": ["a"])"), line_with(R"("author": null)"),
        line_with(R"("reason": null)"), line_with(R"("revision": 1.0)"),
        line_with(R"("revision": "first")"), line_with(R"("effective_from": "2024-02-30")"),
        line_with(R"("effective_from": "yesterday")"),
        line_with(R"("effective_from": "2024-01-01 later")"), line_with(R"("approved_by": [""])"),
        line_with(R"("approved_by": [1])"), line_with(R"("approved_by": [["a"]])"),
        line_with(R"("approved_by": {"a": "b"})"), line_with(R"("content": null)"),
        line_with(R"("content": "")"), line_with(R"("content": "a\u0000b")"),
        line_with(R"("content": "\ud800")"), line_with(R"("content": true)"),
        line_with(R"("content": "x", "content": "y")"),
        line_with(R"("content": "x", "file": "documents/a.md")"),
        line_with(R"("content": null, "file": "documents/gone.md")"),
        line_with(R"("content": null, "file": "documents/bad.md")"),
        line_with(R"("content": null, "file": "documents/plan.png")"),
        line_with(R"("content": null, "file": "../documents/a.md")"),
        line_with(R"("content": null, "file": "/etc/passwd.md")"),
        line_with(R"("attachments": ["documents/../documents/plan.png"])"),
        line_with(R"("attachments": ["gone.png"])"), line_with(R"("owner": "Ann Example")"),
        line_with(R"("review_months": -1)"), line_with(R"("review_months": "12")"),
        line_with(R"("review_months": 12.5)"), line_with(R"("efective_from": "2024-01-01")"),
        std::string(100'000, '[') + "\n", std::string("\0\n", 2), std::string("\xFF\xFE\n"));
    const auto source =
        read(line_with(R"("key": "first")") + (bad.back() == '\n' ? bad : bad + "\n") +
             line_with(R"("key": "last")"));
    INFO(bad.substr(0, 300));
    REQUIRE(source.faults.size() == 1);
    CHECK(source.faults.front().line == 2);
    CHECK(core::is_single_line(source.faults.front().error.message));
    CHECK(source.faults.front().error.message.size() < 500);
    REQUIRE(source.lines.size() == 2);
    CHECK(source.lines.back().line == 3);
}

TEST_CASE("files of lines stay below the folder of the .jsonl file", "[import]") {
    const test::TemporaryFolder outside;
    test::write_file(outside.path() / "secret.md", "# Secret\n");
    const test::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "in");
    test::write_file(folder.path() / "in/a.md", "# A\n");
    std::filesystem::create_symlink(outside.path() / "secret.md", folder.path() / "in/leak.md");
    test::write_file(folder.path() / "history.jsonl",
                     line_with(R"("content": null, "file": "in/a.md")") +
                         line_with(R"("content": null, "file": "in/leak.md")") +
                         line_with(R"("attachments": ["in/leak.md"])"));
    const auto source = storage::read_import_source(folder.path() / "history.jsonl", {});
    REQUIRE(source);
    CHECK(source->lines.size() == 1);
    CHECK(source->faults.size() == 2);
    std::filesystem::create_symlink(folder.path() / "history.jsonl", outside.path() / "link.jsonl");
    const auto through_link = storage::read_import_source(outside.path() / "link.jsonl", {});
    REQUIRE(through_link);
    CHECK(through_link->manifest == source->manifest);
    CHECK(through_link->lines.size() == 1);
}

TEST_CASE("paths that mean something to git or a file system are refused", "[import][shared]") {
    for (const auto& input :
         test::read_json_lines(test::shared_input("adversarial/git-paths.jsonl"))) {
        if (input->getValue<std::string>("expect") != "refuse") continue;
        const auto path = input->getValue<std::string>("input");
        Poco::JSON::Object line;
        for (const auto* name : {"key", "type", "title", "author", "reason", "content"}) {
            line.set(name, std::string("x"));
        }
        Poco::JSON::Array paths;
        paths.add(path);
        line.set("attachments", paths);
        std::ostringstream text;
        line.stringify(text);
        const auto source = storage::read_import_lines(
            text.str(), [](const std::string&) { return core::Result<std::string>("read"); }, {});
        REQUIRE(source);
        INFO(text.str());
        CHECK(source->lines.empty());
        CHECK(source->faults.size() == 1);
    }
}
