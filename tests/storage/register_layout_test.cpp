// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/register_layout.h"

#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "storage/library_layout.h"
#include "storage/tree_path.h"

using namespace muniment;
namespace layout = storage::register_layout;

namespace {

std::string folder_of(std::string_view identifier) {
    const auto parsed = core::Identifier::parse(identifier);
    REQUIRE(parsed);
    return layout::document_folder(*parsed);
}

core::PersonId person(std::string_view id) {
    const auto parsed = core::PersonId::parse(id);
    REQUIRE(parsed);
    return *parsed;
}

}  // namespace

TEST_CASE("the folder of a document follows from its identifier") {
    CHECK(folder_of("SOP-0001") == "SOP/0/00/SOP-0001");
    CHECK(folder_of("SOP-0123") == "SOP/0/01/SOP-0123");
    CHECK(folder_of("SOP-1234") == "SOP/1/12/SOP-1234");
    CHECK(folder_of("SOP-12345") == "SOP/12/123/SOP-12345");
    CHECK(folder_of("SOP-1") == "SOP/0/00/SOP-1");
    CHECK(folder_of("QA.LAB-007") == "QA.LAB/0/00/QA.LAB-007");
    CHECK(folder_of("WI-2026-0456") == "WI-2026/0/04/WI-2026-0456");
    CHECK(folder_of("POLICY") == "policy");
    CHECK(folder_of("SOP-99999999999999999999").starts_with("SOP/99999999999999999/"));
}

TEST_CASE("every path of the layout may be checked out anywhere") {
    for (const std::string_view id : {"SOP-0001", "WI-2026-0456", "POLICY", "EXT-000000001"})
        CHECK(storage::check_tree_path(folder_of(id)));
    CHECK(storage::check_tree_path(layout::person_folder(person("anna.z"))));
    CHECK(storage::check_tree_name(layout::history_entry));
    CHECK(storage::check_tree_name(layout::attachments_folder));
    CHECK(storage::check_tree_name(layout::allowed_signers_file));
}

TEST_CASE("no folder grows long, and no two documents share one") {
    std::map<std::string, std::set<std::string>> entries;
    for (int number = 1; number <= 30000; ++number) {
        std::string path = folder_of("SOP-" + std::to_string(number));
        for (std::size_t slash = path.rfind('/'); slash != std::string::npos;
             slash = path.rfind('/')) {
            entries[path.substr(0, slash)].insert(path.substr(slash + 1));
            path.resize(slash);
        }
    }
    std::size_t documents = 0;
    for (const auto& [folder, names] : entries) {
        CHECK(names.size() <= 150);
        if (names.begin()->starts_with("SOP-")) documents += names.size();
    }
    CHECK(documents == 30000);
}

TEST_CASE("people are spread over folders by their ids") {
    // printf %s anna | sha256sum begins with 5 and 5.
    const std::string folder = layout::person_folder(person("anna"));
    CHECK(folder == "people/5/5/anna");
    CHECK(layout::person_file(person("anna")) == "anna.toml");
}

TEST_CASE("a library's parts have fixed places") {
    const storage::LibraryLayout library("/srv/quality");
    CHECK(library.repository() == "/srv/quality/repository.git");
    CHECK(library.catalogue() == "/srv/quality/projections/catalogue.sqlite");
    CHECK(library.registrar_key() == "/srv/quality/keys/registrar");
    CHECK(library.writer_lock() == "/srv/quality/lock");
}
