// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"
#include "storage/digest.h"
#include "storage/import_source/import_source.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ImportedRevision;
using storage::ImportSource;
using storage::ImportSourceOptions;
namespace fs = std::filesystem;

namespace {

ImportSourceOptions procedures() {
    ImportSourceOptions options;
    options.type = "SOP";
    return options;
}

void put(const fs::path& path, std::string_view bytes) {
    fs::create_directories(path.parent_path());
    test::write_file(path, bytes);
}

ImportSource read(const fs::path& folder, const ImportSourceOptions& options = procedures()) {
    auto source = storage::read_import_source(folder, options);
    INFO((source ? "" : source.error().message));
    REQUIRE(source);
    return std::move(*source);
}

std::vector<std::string> keys_of(const ImportSource& source) {
    std::vector<std::string> keys;
    for (const auto& line : source.lines) keys.push_back(line.key);
    return keys;
}

const ImportedRevision& line_of(const ImportSource& source, const std::string& key) {
    const auto found = std::find_if(source.lines.begin(), source.lines.end(),
                                    [&](const auto& line) { return line.key == key; });
    REQUIRE(found != source.lines.end());
    return *found;
}

/// The messages of the faults about one key.
std::string faults_about(const ImportSource& source, const std::string& key) {
    std::string text;
    for (const auto& fault : source.faults) {
        if (fault.key == key) text += fault.error.message + "\n";
    }
    return text;
}

std::string title_of(const std::string& text) {
    const test::TemporaryFolder folder;
    put(folder.path() / "file name.md", text);
    return *line_of(read(folder.path()), "file name.md").content.title;
}

}  // namespace

TEST_CASE("a folder's documents come in byte order of their paths, with a signed manifest",
          "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "b.md", "# B\n\n![plan](plan.png)\n");
    put(folder.path() / "B/z.markdown", "# Z\n");
    put(folder.path() / "a/b/c.MD", "# C\n");
    put(folder.path() / "plan.png", "not really a picture");
    put(folder.path() / "unlinked.png", "stays");
    const auto source = read(folder.path());
    CHECK(keys_of(source) == std::vector<std::string>{"B/z.markdown", "a/b/c.MD", "b.md"});
    CHECK(source.faults.empty());
    std::string manifest;
    for (const auto* name : {"B/z.markdown", "a/b/c.MD", "b.md", "plan.png"}) {
        manifest +=
            storage::sha256(test::read_file(folder.path() / name)).text() + "  " + name + "\n";
    }
    CHECK(source.manifest == storage::sha256(manifest + "type SOP\nas-effective no\n"));
    CHECK(line_of(source, "b.md").line == 3);
    CHECK(read(folder.path()).manifest == source.manifest);
    auto effective = procedures();
    effective.as_effective = true;
    const auto other = read(folder.path(), effective);
    CHECK(other.manifest != source.manifest);
    CHECK(other.lines.front().as_effective);
}

TEST_CASE("a title comes from front matter, else the first heading, else the file's name",
          "[import]") {
    CHECK(title_of("---\ntitle: In front\n---\n# Heading\n") == "In front");
    CHECK(title_of("name: Access Policy\nacronym: AP\n---\n# Purpose\n") == "Access Policy");
    CHECK(title_of("+++\ntitle = \"T\"\n+++\nx\n") == "T");
    CHECK(title_of("text\n\n## The *first* heading\n") == "The first heading");
    CHECK(title_of("text alone\n") == "file name");
    CHECK(title_of("---\ntitle: \"a\\u202Eb\"\n---\nx\n") == "a b");
    const std::string long_title = title_of("# " + std::string(5'000'000, 'x') + "\n");
    CHECK(core::character_count(long_title) == 200);
    CHECK(long_title.substr(long_title.size() - 3) == "\u2026");
}

TEST_CASE("front-matter keys named like metadata are taken, and what does not fit is said",
          "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "good.md",
        "---\ntitle: T\nowner: ann\ndepartment: \" Ware  house \"\nlanguage: pl\nclass: open\n"
        "review_months: 18\nclauses: [\"7.5.1\", 7.5.2]\ntags: one\n---\nx\n");
    put(folder.path() / "odd.md",
        "---\ntitle: T\nowner: Ann Example\nclass: wide\nreview_months: often\n---\nx\n");
    auto options = procedures();
    options.people = std::set{*core::PersonId::parse("ann")};
    options.classes = std::set<std::string>{"open"};
    const auto source = read(folder.path(), options);
    const auto& good = line_of(source, "good.md").content;
    CHECK(good.owner == *core::PersonId::parse("ann"));
    CHECK(good.department == "Ware house");
    CHECK(good.language == "pl");
    CHECK(good.reading_class == "open");
    CHECK(good.review_months == 18);
    CHECK(good.clauses == std::vector<std::string>{"7.5.1", "7.5.2"});
    CHECK(good.keywords == std::vector<std::string>{"one"});
    CHECK(faults_about(source, "good.md").empty());
    const auto& odd = line_of(source, "odd.md").content;
    CHECK((!odd.owner && !odd.reading_class && !odd.review_months));
    const std::string said = faults_about(source, "odd.md");
    CHECK(said.find("'owner'") != std::string::npos);
    CHECK(said.find("'class'") != std::string::npos);
    CHECK(said.find("'review_months'") != std::string::npos);
}

TEST_CASE("links lead to the document's key, however they are written", "[import]") {
    const std::string target =
        GENERATE(as<std::string>{}, "../Zaż%C3%B3łć gęślą.md",
                 "../Za\u017Co\u0301\u0142c\u0301 ge\u0328śla\u0328.md", "../Zaż%C3%B3łć%20gęślą",
                 "/Zażółć gęślą.md", "./../sub/../Zażółć gęślą.md?plain=1");
    const test::TemporaryFolder folder;
    put(folder.path() / "Zażółć gęślą.md", "# Target\n");
    put(folder.path() / "sub/from.md", "[x](<" + target + ">) and [y](<" + target + "#part>)\n");
    const auto source = read(folder.path());
    const auto& links = line_of(source, "sub/from.md").links;
    REQUIRE(links.size() == 1);
    CHECK(links.begin()->first == target);
    CHECK(links.begin()->second == "Zażółć gęślą.md");
}

TEST_CASE("a link to a folder leads to its index, and links that lead nowhere stay", "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "docs/index.md", "# Index\n");
    put(folder.path() / "README.md",
        "[a](docs) [b](docs/) [c](/docs/) [d](missing.md) [e](https://example.org/docs)\n"
        "[f](docs/index.md#x) [g](#here) [h](mailto:a@example.org)\n");
    put(folder.path() / "docs/sub/x.md", "[up](../../) [over](../../../out.md)\n");
    const auto source = read(folder.path());
    const std::map<std::string, std::string> expected{{"docs", "docs/index.md"},
                                                      {"docs/", "docs/index.md"},
                                                      {"/docs/", "docs/index.md"},
                                                      {"docs/index.md", "docs/index.md"}};
    CHECK(line_of(source, "README.md").links == expected);
    const std::map<std::string, std::string> up{{"../../", "README.md"}};
    CHECK(line_of(source, "docs/sub/x.md").links == up);
    CHECK(source.faults.empty());
}

TEST_CASE("linked files become attachments under names of their own", "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "one/Plan.png", "one");
    put(folder.path() / "two/plan.png", "two");
    put(folder.path() / "sheet 1.xlsx", "three");
    put(folder.path() / "doc.md",
        "![](one/Plan.png) ![](two/plan.png) [s](sheet%201.xlsx) [again](<sheet 1.xlsx>)\n");
    const auto source = read(folder.path());
    const auto& line = line_of(source, "doc.md");
    std::map<std::string, std::string> attached;
    for (const auto& file : line.content.attach) attached[file.path] = file.bytes;
    CHECK(attached == std::map<std::string, std::string>{
                          {"Plan.png", "one"}, {"plan-2.png", "two"}, {"sheet 1.xlsx", "three"}});
    CHECK(line.links.at("two/plan.png") == "attachments/plan-2.png");
    CHECK(line.links.at("sheet%201.xlsx") == "attachments/sheet 1.xlsx");
    CHECK(line.links.at("sheet 1.xlsx") == "attachments/sheet 1.xlsx");
    CHECK(line.content.master->bytes == test::read_file(folder.path() / "doc.md"));
}

TEST_CASE("what is not safe or cannot be read stays outside, and the rest comes in", "[import]") {
    const test::TemporaryFolder outside;
    put(outside.path() / "secret.md", "# Secret\n");
    put(outside.path() / "secret.txt", "secret\n");
    const test::TemporaryFolder folder;
    const fs::path& root = folder.path();
    put(root / "good.md", "# Good\n");
    put(root / "latin1.md", "# Caf\xE9\n");
    put(root / "empty.md", "");
    put(root / "nul.md", std::string_view("# A\0B\n", 6));
    put(root / ".git/notes.md", "# Git\n");
    put(root / "sub/.GIT/notes.md", "# Git\n");
    put(root / "git~1/notes.md", "# Git\n");
    put(root / "back\\slash.md", "# Back\n");
    put(root / "line\nend.md", "# Line\n");
    put(root / "not-\xFF-utf8.md", "# Name\n");
    put(root / "large.md", std::string(2000, 'x'));
    put(root / "links.md", "![](" + fs::relative(outside.path(), root).string() +
                               "/secret.txt) ![](leak.txt) ![](.git/config) ![](CON.png)\n");
    put(root / ".git/config", "[core]\n");
    put(root / "CON.png", "x");
    fs::create_symlink(outside.path() / "secret.md", root / "link.md");
    fs::create_symlink(outside.path() / "secret.txt", root / "leak.txt");
    fs::create_directory_symlink(outside.path(), root / "linked-folder");
    fs::create_symlink("nowhere.md", root / "dangling.md");
    fs::create_symlink("good.md", root / "alias.md");
    fs::create_directory_symlink(".", root / "loop");
    REQUIRE(::mkfifo((root / "pipe.md").c_str(), 0600) == 0);
    auto options = procedures();
    options.max_bytes = 1000;
    const auto source = read(root, options);
    CHECK(keys_of(source) == std::vector<std::string>{"good.md", "links.md"});
    for (const auto* key :
         {"latin1.md", "empty.md", "nul.md", ".git/notes.md", "sub/.GIT/notes.md", "git~1/notes.md",
          "back\\slash.md", "line\\x0Aend.md", "not-\\xFF-utf8.md", "large.md", "link.md",
          "linked-folder", "dangling.md", "pipe.md"}) {
        INFO(key);
        CHECK_FALSE(faults_about(source, key).empty());
    }
    CHECK(line_of(source, "links.md").content.attach.empty());
    const std::string said = faults_about(source, "links.md");
    CHECK(std::count(said.begin(), said.end(), '\n') == 4);
    CHECK(source.faults.size() == 14 + 4);
    for (const auto& fault : source.faults) CHECK(core::is_single_line(fault.error.message));
}

TEST_CASE("links through a symbolic link inside the folder lead to the document itself",
          "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "v2/rules.md", "# Rules\n");
    fs::create_directory_symlink("v2", folder.path() / "latest");
    fs::create_symlink("v2/rules.md", folder.path() / "rules.md");
    put(folder.path() / "a.md", "[x](latest/rules.md) [y](rules.md)\n");
    const auto source = read(folder.path());
    CHECK(keys_of(source) == std::vector<std::string>{"a.md", "v2/rules.md"});
    const auto& links = line_of(source, "a.md").links;
    CHECK(links.at("latest/rules.md") == "v2/rules.md");
    CHECK(links.at("rules.md") == "v2/rules.md");
    CHECK(source.faults.empty());
}

TEST_CASE("attachments and text together keep to the limit", "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "a.md", "![](one.png) ![](two.png)\n");
    put(folder.path() / "one.png", std::string(600, '1'));
    put(folder.path() / "two.png", std::string(600, '2'));
    auto options = procedures();
    options.max_bytes = 1000;
    const auto source = read(folder.path(), options);
    CHECK(line_of(source, "a.md").content.attach.size() == 1);
    CHECK(faults_about(source, "a.md").find("two.png") != std::string::npos);
}

TEST_CASE("names in both Unicode forms and very long paths are keys", "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "Za\u017C\u00F3\u0142\u0107.md", "# Composed\n");
    put(folder.path() / "Zaz\u0307o\u0301\u0142c\u0301.md", "# Decomposed\n");
    fs::path deep = folder.path();
    for (int level = 0; level < 14; ++level) deep /= std::string(240, 'd');
    put(deep / "deep.md", "# Deep\n");
    const auto source = read(folder.path());
    CHECK(source.lines.size() == 3);
    CHECK(source.faults.empty());
}

TEST_CASE("a source that is none is told so", "[import]") {
    const test::TemporaryFolder folder;
    put(folder.path() / "x.txt", "x");
    CHECK(storage::read_import_source(folder.path(), {}).error().code ==
          core::ErrorCode::invalid_argument);
    CHECK(storage::read_import_source(folder.path() / "x.txt", procedures()).error().code ==
          core::ErrorCode::invalid_argument);
    CHECK(storage::read_import_source(folder.path() / "gone", procedures()).error().code ==
          core::ErrorCode::not_found);
}

TEST_CASE("hostile front matter is read or shown, and never keeps a document out",
          "[import][shared]") {
    const test::TemporaryFolder folder;
    const auto inputs = test::read_json_lines(test::shared_input("adversarial/front-matter.jsonl"));
    REQUIRE(inputs.size() >= 16);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        put(folder.path() / (std::to_string(i) + ".md"), inputs[i]->getValue<std::string>("input"));
    }
    const auto source = read(folder.path());
    CHECK(source.lines.size() == inputs.size());
    for (const auto& line : source.lines) {
        CHECK(core::is_single_line(*line.content.title));
        CHECK_FALSE(line.content.title->empty());
    }
}

TEST_CASE("naughty strings are titles and file names", "[import][shared]") {
    const test::TemporaryFolder folder;
    const auto inputs =
        test::read_json_lines(test::shared_input("adversarial/naughty-strings.jsonl"));
    std::size_t named = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto text = inputs[i]->getValue<std::string>("input");
        put(folder.path() / "titles" / (std::to_string(i) + ".md"), "# " + text + "\n\nx\n");
        const std::string name = text + ".md";
        const bool possible = name.size() <= 255 && name.find('/') == std::string::npos &&
                              name.find('\0') == std::string::npos;
        if (!possible || fs::exists(folder.path() / "names" / name)) continue;
        put(folder.path() / "names" / name, "# Named\n");
        ++named;
    }
    const auto source = read(folder.path());
    std::size_t outside = 0;
    for (const auto& fault : source.faults) {
        INFO(fault.key << ": " << fault.error.message);
        outside += fault.line == 0 ? 1 : 0;
        CHECK(core::is_single_line(fault.error.message));
    }
    CHECK(source.lines.size() + outside == inputs.size() + named);
    for (const auto& line : source.lines) {
        CHECK(core::is_single_line(*line.content.title));
        CHECK(core::character_count(*line.content.title) <= 200);
    }
}

TEST_CASE("every document of the corpus is read", "[import][shared]") {
    const std::string name = GENERATE(as<std::string>{}, "handbook-18f", "languages",
                                      "policies-comply", "qms-openregulatory");
    const fs::path folder = test::shared_input("corpus") / name;
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        files += entry.path().extension() == ".md" ? 1 : 0;
    }
    const auto source = read(folder);
    for (const auto& fault : source.faults) {
        WARN(name << ": " << fault.key << ": " << fault.error.message);
        CHECK(fault.line > 0);
    }
    CHECK(source.lines.size() == files);
    for (const auto& line : source.lines) {
        CHECK(line.content.master->bytes == test::read_file(folder / line.key));
    }
}
