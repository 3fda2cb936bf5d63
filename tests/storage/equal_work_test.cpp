// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>

#include <catch2/catch.hpp>

#include "tests/support/counted_ports.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"

using namespace muniment;
using test::must;
using test::Work;

namespace {

/// Documents that a reader may not read, and one that they may.
struct Fixture {
    Fixture() {
        library.enrol_everyone();
        library.make_effective("Open to all", "# Steps\n\nTurn it.\n");
        hidden.push_back(library.draft("A draft", "# Steps\n\nTurn it.\n"));
        auto secret = test::markdown("# Steps\n\nTurn it.\n", "Confidential");
        secret.reading_class = "confidential";
        const auto id =
            must(library.writer().create_draft(library.acting("ann"), "SOP", secret)).id;
        library.submit(id);
        library.review(id);
        library.approve(id);
        library.release(id);
        hidden.push_back(id);
        must(library.reader().catch_up());
    }

    /// What a question takes of somebody who has answered one before.
    Work work_of(const std::function<bool(core::LibraryReader&, const core::Viewer&)>& refused) {
        const auto& real = library.reader().ports();
        Work work;
        test::CountedRegister reg(real.reg, work);
        test::CountedCatalogue catalogue(real.catalogue, work);
        test::CountedIndex index(real.index, work);
        core::LibraryReader reader({reg, catalogue, index, real.clock, real.calendar});
        must(reader.catch_up());
        must(reader.policy());
        const auto viewer = must(reader.viewer(test::person_id("reed")));
        work.clear();
        CHECK(refused(reader, viewer));
        return work;
    }

    test::RealLibrary library;
    std::vector<core::Identifier> hidden;
    const core::Identifier unknown = test::identifier("SOP-0099");
};

using Question =
    std::function<bool(core::LibraryReader&, const core::Viewer&, const core::Identifier&)>;

/// Each says whether the document was not found.
const std::map<std::string, Question> questions{
    {"identifier", [](auto& reader, const auto& viewer,
                      const auto& id) { return !reader.identifier(viewer, id.text()); }},
    {"document",
     [](auto& reader, const auto& viewer, const auto& id) { return !reader.document(viewer, id); }},
    {"show",
     [](auto& reader, const auto& viewer, const auto& id) { return !reader.show(viewer, id, {}); }},
    {"released",
     [](auto& reader, const auto& viewer, const auto& id) { return !reader.released(viewer, id); }},
};

}  // namespace

TEST_CASE("an unreadable document takes the same work as an unknown one") {
    Fixture fixture;
    for (const auto& [name, ask] : questions) {
        const auto work_for = [&, &ask = ask](const core::Identifier& id) {
            return fixture.work_of([&](core::LibraryReader& reader, const core::Viewer& viewer) {
                return ask(reader, viewer, id);
            });
        };
        const auto expected = work_for(fixture.unknown);
        CHECK(expected.at("histories read") > 0);
        for (const auto& id : fixture.hidden) {
            INFO(name << " " << id.text());
            CHECK(work_for(id) == expected);
        }
    }
}
