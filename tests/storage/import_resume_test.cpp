// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "core/import_keys.h"
#include "storage/digest.h"
#include "tests/support/real_library.h"

using namespace muniment;
using core::ImportedRevision;
using core::ImportReport;
using test::must;
using test::RealLibrary;

namespace {

std::string key_of(int number) {
    return "doc " + std::to_string(number) + ".md";
}

/// Document `number` of a source; it links to the one five hundred further on.
ImportedRevision document(int number, int line) {
    ImportedRevision revision;
    revision.key = key_of(number);
    revision.type = "SOP";
    revision.line = line;
    revision.as_effective = true;
    revision.content.title = "Document " + std::to_string(number);
    revision.content.master = core::MasterFile{".md", "# " + *revision.content.title + "\n"};
    revision.links["next"] = key_of(number + 500);
    return revision;
}

std::vector<ImportedRevision> documents(int count) {
    std::vector<ImportedRevision> lines;
    for (int number = 1; number <= count; ++number) lines.push_back(document(number, number));
    return lines;
}

core::Digest manifest(const std::string& name) {
    return storage::sha256(name);
}

/// `events`: after so many the import is interrupted.
ImportReport import(RealLibrary& library, const std::string& name,
                    const std::vector<ImportedRevision>& lines, int events = 1000) {
    return must(library.writer().import(library.acting("carl"), manifest(name), "As it was.", lines,
                                        {}, [&] { return events-- > 0; }));
}

core::DocumentState state_of(RealLibrary& library, const core::Identifier& id) {
    const auto viewer = must(library.reader().viewer(*core::PersonId::parse("carl")));
    return must(library.reader().document(viewer, id));
}

/// Each link leads to the document of the key that it was written for.
void check_links(RealLibrary& library, const ImportReport& report,
                 const std::vector<ImportedRevision>& lines) {
    std::size_t wrong = 0;
    for (const auto& line : lines) {
        const auto from = report.identifiers.find(line.key);
        const auto to = report.identifiers.find(line.links.at("next"));
        if (from == report.identifiers.end() || to == report.identifiers.end()) continue;
        const auto viewer = must(library.reader().viewer(*core::PersonId::parse("carl")));
        const auto state = library.reader().document(viewer, from->second);
        if (!state) continue;  // a line that was refused
        wrong += state->released.at(0).metadata.links.at("next") == to->second.text() ? 0 : 1;
    }
    CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("an interrupted import goes on where it stopped, under the numbers that it meant",
          "[import]") {
    RealLibrary library;
    library.enrol_everyone();
    auto lines = documents(1300);
    // Refused at the front, inside and at the end of an event of a thousand.
    for (const int refused : {1, 2, 700, 1003}) lines[refused - 1].content.title = "";
    const auto first = import(library, "m", lines, 1);
    CHECK(first.imported == 1000);
    CHECK(first.faults.size() == 4);
    CHECK(first.identifiers.at(key_of(1300)).text() == "SOP-1300");
    const auto second = import(library, "m", lines);
    CHECK(second.already_there == 1000);
    CHECK(second.imported == 296);
    CHECK(second.faults.size() == 4);
    for (const int number : {3, 699, 701, 1002, 1004, 1300}) {
        CHECK(second.identifiers.at(key_of(number)) == first.identifiers.at(key_of(number)));
    }
    check_links(library, second, lines);
    const auto third = import(library, "m", lines);
    CHECK(third.imported == 0);
    CHECK(third.already_there == 1296);
    // What was refused comes in when it is put right, and takes nobody's number.
    for (const int refused : {1, 2, 700, 1003}) lines[refused - 1].content.title = "Put right";
    const auto fourth = import(library, "m", lines);
    CHECK(fourth.imported == 4);
    CHECK(fourth.faults.empty());
    CHECK(fourth.identifiers.at(key_of(700)).text() == "SOP-0700");
    check_links(library, fourth, lines);
    CHECK(library.verify().faults.empty());
}

TEST_CASE("another import of the same documents brings only what is new", "[import]") {
    RealLibrary library;
    library.enrol_everyone();
    import(library, "monday", documents(3));
    auto lines = documents(4);
    lines[1].content.master->bytes += "\nChanged.\n";
    const auto report = import(library, "tuesday", lines);
    CHECK(report.imported == 2);
    CHECK(report.already_there == 2);
    CHECK(report.faults.empty());
    const auto changed = state_of(library, report.identifiers.at(key_of(2)));
    REQUIRE(changed.released.size() == 2);
    CHECK(state_of(library, report.identifiers.at(key_of(1))).released.size() == 1);
    CHECK(import(library, "wednesday", lines).already_there == 4);
    CHECK(library.verify().faults.empty());
}

TEST_CASE("revisions of one source may hold the same text twice", "[import]") {
    RealLibrary library;
    library.enrol_everyone();
    std::vector<ImportedRevision> lines{document(1, 1), document(1, 2), document(1, 3)};
    const auto report = import(library, "m", lines);
    CHECK(report.imported == 3);
    lines.push_back(document(1, 4));
    const auto more = import(library, "n", lines);
    CHECK(more.already_there == 3);
    CHECK(more.imported == 1);
}

TEST_CASE("a key that is an identifier is not taken for a document that got that number",
          "[import]") {
    RealLibrary library;
    library.enrol_everyone();
    const auto first = import(library, "m", {document(1, 1)});
    CHECK(first.identifiers.at(key_of(1)).text() == "SOP-0001");
    auto line = document(2, 1);
    line.key = "SOP-0001";
    auto free = document(3, 2);
    free.key = "SOP-0007";
    const auto second = import(library, "n", {line, free});
    CHECK(second.faults.empty());
    CHECK(second.identifiers.at("SOP-0007").text() == "SOP-0007");
    CHECK(second.identifiers.at("SOP-0001") != first.identifiers.at(key_of(1)));
    const auto state = state_of(library, second.identifiers.at("SOP-0001"));
    CHECK(state.released.at(0).metadata.former_identifier == "SOP-0001");
    // Its next revision finds it again.
    line.content.master->bytes += "more\n";
    const auto third = import(library, "o", {line});
    CHECK(third.identifiers.at("SOP-0001") == second.identifiers.at("SOP-0001"));
}

TEST_CASE("a link's fragment goes with the document, also when its key has such a sign",
          "[import]") {
    RealLibrary library;
    library.enrol_everyone();
    auto line = document(1, 1);
    auto sharp = document(2, 2);
    sharp.key = "C# rules.md";
    line.links = {{"a", "C# rules.md"}, {"b", "C# rules.md#part"}, {"c", key_of(1) + "#x"}};
    const auto report = import(library, "m", {line, sharp});
    const auto state = state_of(library, report.identifiers.at(line.key));
    CHECK(state.released.at(0).metadata.links ==
          std::map<std::string, std::string>{
              {"a", "SOP-0002"}, {"b", "SOP-0002#part"}, {"c", "SOP-0001#x"}});
}
