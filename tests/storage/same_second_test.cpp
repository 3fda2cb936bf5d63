// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/command.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"
#include "tests/support/shared_input.h"

using namespace muniment;
using test::must;

namespace {

/// Two revisions released in one second, as a script can.
struct Hurried {
    Hurried() {
        library.enrol_everyone();
        library.pass(std::chrono::hours(1));
        id = library.make_effective("Mixer", "# Mixer\n\nRinse with sandstone.\n");
        must(library.writer().draft_revision(library.acting("ann"), id,
                                             test::markdown("# Mixer\n\nRinse with water.\n"),
                                             "Kinder to the steel"));
        library.submit(id);
        library.review(id);
        library.approve(id);
        library.release(id);
        staff = must(library.reader().viewer(test::person_id("ann")));
    }

    [[nodiscard]] core::RevisionView shown(const core::RevisionChoice& choice) {
        return must(library.reader().show(staff, id, choice));
    }

    [[nodiscard]] std::size_t found(const std::string& text, bool all_states) {
        core::SearchQuery query;
        query.text = text;
        query.at = library.reader().now();
        query.all_states = all_states;
        return must(library.reader().search(staff, query)).total;
    }

    test::RealLibrary library;
    core::Identifier id;
    core::Viewer staff;
};

}  // namespace

TEST_CASE("of two revisions released in one second the later one is in force, from that second") {
    Hurried hurried;
    const auto current = hurried.shown({});
    CHECK(current.revision.text() == "2.0");
    REQUIRE(current.in_force);
    const core::Instant second = current.in_force->start;

    const auto earlier = hurried.shown({core::RevisionLabel::parse("1.0").value(), false, {}});
    CHECK(earlier.state == core::RevisionState::superseded);
    REQUIRE(earlier.in_force);
    CHECK(earlier.in_force->start == second);
    CHECK(earlier.in_force->end == second);
    CHECK(hurried.shown({{}, false, second}).revision.text() == "2.0");

    CHECK(hurried.found("sandstone", false) == 0);
    CHECK(hurried.found("sandstone", true) == 1);
    CHECK(hurried.found("water", false) == 1);
}

TEST_CASE("what was released in one second verifies, also for an auditor's own program",
          "[shared]") {
    Hurried hurried;
    const auto report = hurried.library.verify();
    INFO(test::describe(report));
    CHECK(report.faults.empty());
    const auto audit =
        test::run_command({"python3", test::shared_input("auditor/audit.py").string(),
                           hurried.library.layout.repository().string()});
    INFO(audit.text);
    CHECK(audit.status == 0);
}
