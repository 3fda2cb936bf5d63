// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::test;
using core::ErrorCode;
using core::EventKind;

namespace {

/// olga and otto manage people, and each change of roles takes both.
ModelLibrary by_two() {
    return ModelLibrary(
        ModelLibrary::policy_with("two_person_rule = false", "two_person_rule = true"));
}

const core::ChangeRoles promotion{{"approver:SOP"}, {"reader"}};

core::DecideRoles decision(core::Decision decision, const std::string& comment = "") {
    return {decision, promotion.add, promotion.remove, comment};
}

}  // namespace

TEST_CASE("with the two-person rule one manager proposes roles and another confirms") {
    auto library = by_two();
    const auto proposed = check_accepted(library.act_on("olga", "reed", promotion));
    CHECK(proposed.kind == EventKind::roles_proposed);
    CHECK(library.person("reed").roles == core::GrantSet{"reader"});
    REQUIRE(library.person("reed").proposal);
    CHECK(library.person("reed").proposal->by == person_id("olga"));
    const auto text = core::render_person(library.person("reed"));
    CHECK(check_accepted(core::parse_person(text)) == library.person("reed"));

    check_refused(library.act_on("olga", "reed", decision(core::Decision::accept)),
                  ErrorCode::permission_denied, "cannot confirm it");
    check_refused(library.act_on("carl", "reed", decision(core::Decision::accept)),
                  ErrorCode::permission_denied, "may not manage people");
    const auto decided =
        check_accepted(library.act_on("otto", "reed", decision(core::Decision::accept)));
    CHECK(decided.kind == EventKind::roles_decided);
    CHECK(decided.added_roles == promotion.add);
    CHECK(library.person("reed").roles == core::GrantSet{"approver:SOP"});
    CHECK_FALSE(library.person("reed").proposal);
    check_refused(library.act_on("otto", "reed", decision(core::Decision::accept)),
                  ErrorCode::failed_precondition, "no change of the roles");
}

TEST_CASE("a proposed change of roles is rejected with a reason, or taken back") {
    auto library = by_two();
    check_accepted(library.act_on("olga", "reed", promotion));
    check_refused(library.act_on("otto", "reed", decision(core::Decision::reject)),
                  ErrorCode::invalid_argument, "needs a reason");
    check_accepted(library.act_on("otto", "reed", decision(core::Decision::reject, "no")));
    CHECK(library.person("reed").roles == core::GrantSet{"reader"});
    CHECK_FALSE(library.person("reed").proposal);
    check_accepted(library.act_on("olga", "reed", promotion));
    check_accepted(library.act_on("olga", "reed", decision(core::Decision::reject, "a slip")));
    CHECK_FALSE(library.person("reed").proposal);
}

TEST_CASE("nobody confirms their own roles, or another change than was shown") {
    auto library = by_two();
    library.add_person("odo", {"administrator"});
    check_accepted(library.act_on("olga", "otto", promotion));
    check_refused(library.act_on("otto", "otto", decision(core::Decision::accept)),
                  ErrorCode::permission_denied, "for themselves");
    check_refused(library.act_on("otto", "otto", decision(core::Decision::reject, "no")),
                  ErrorCode::permission_denied, "for themselves");
    check_refused(
        library.act_on("odo", "otto", core::DecideRoles{{}, {"approver"}, {"reader"}, ""}),
        ErrorCode::conflict, "not the change that was shown");
    check_refused(library.act_on("olga", "otto", core::ChangeRoles{{"auditor"}, {}}),
                  ErrorCode::failed_precondition, "proposed by olga");
    check_accepted(library.act_on("odo", "otto", decision(core::Decision::accept)));
}

TEST_CASE("a person added under the two-person rule has no role until a second person confirms") {
    auto library = by_two();
    const auto added = check_accepted(
        library.act_on("olga", "zoe", core::AddPerson{person_id("zoe"), "Zoe", {"administrator"}}));
    CHECK(added.added_roles.empty());
    CHECK(added.proposed_roles == core::GrantSet{"administrator"});
    CHECK(library.person("zoe").roles.empty());
    check_accepted(library.act_on(
        "zoe", "zoe", core::EnrolPerson{"ssh-ed25519 z", "proof", digest_of("statement")}));
    check_refused(library.act_on("zoe", "reed", core::DisablePerson{"left"}),
                  ErrorCode::permission_denied, "may not manage people");
    const core::DecideRoles confirm{core::Decision::accept, {"administrator"}, {}, ""};
    check_refused(library.act_on("olga", "zoe", confirm), ErrorCode::permission_denied,
                  "cannot confirm it");
    check_accepted(library.act_on("otto", "zoe", confirm));
    CHECK(library.person("zoe").roles == core::GrantSet{"administrator"});
}

TEST_CASE("the two-person rule keeps two people who can manage people") {
    auto library = by_two();
    const core::ChangeRoles no_more{{"reader"}, {"administrator"}};
    check_refused(library.act_on("olga", "otto", no_more), ErrorCode::failed_precondition,
                  "would not be two");
    const core::ChangeRoles limited{{"administrator:SOP"}, {"administrator"}};
    check_refused(library.act_on("olga", "otto", limited), ErrorCode::failed_precondition,
                  "would not be two");
    // Who leaves is disabled all the same, while others could still change the policy.
    check_accepted(library.act_on("olga", "otto", core::DisablePerson{"left"}));
}

TEST_CASE("with two persons wanted and nobody to change the policy, nobody is disabled") {
    auto library = by_two();
    check_accepted(library.act_on("olga", "carl", core::DisablePerson{"left"}));
    check_refused(library.act_on("olga", "otto", core::DisablePerson{"left"}),
                  ErrorCode::failed_precondition, "would not be two");
}

TEST_CASE("what was proposed is decided by a second person even when the rule has ended") {
    auto library = by_two();
    check_accepted(library.act_on("olga", "reed", promotion));
    library.policy.two_person_rule = false;
    check_refused(library.act_on("olga", "reed", core::ChangeRoles{{"auditor"}, {}}),
                  ErrorCode::failed_precondition, "waits for a second person");
    check_refused(library.act_on("olga", "reed", decision(core::Decision::accept)),
                  ErrorCode::permission_denied, "cannot confirm it");
    check_accepted(library.act_on("otto", "reed", decision(core::Decision::accept)));
}
