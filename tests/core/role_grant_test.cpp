// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/role_grant.h"

#include <catch2/catch.hpp>

#include "core/reading_right.h"
#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::test;
using core::ErrorCode;

namespace {

/// Production's procedure, in review; ann (author) wrote it.
ModelLibrary with_procedure(const std::string& department) {
    ModelLibrary library;
    auto metadata = library.metadata("SOP-0001");
    metadata.department = department;
    check_accepted(library.act(
        "ann", "SOP-0001",
        core::CreateDraft{identifier("SOP-0001"), library.content(metadata, "one"), ""}));
    return library;
}

core::NewContent moved(const ModelLibrary& library, const std::string& department,
                       const std::string& text) {
    auto metadata = library.metadata("SOP-0001");
    metadata.department = department;
    return library.content(metadata, text);
}

core::Viewer viewer(ModelLibrary& library, const std::string& id) {
    return {library.person(id), false, {}};
}

}  // namespace

TEST_CASE("a grant has one spelling, and reading it back gives the same") {
    const std::vector<std::pair<std::string, core::RoleGrant>> grants{
        {"approver", {"approver", "", ""}},
        {"approver:SOP", {"approver", "SOP", ""}},
        {"approver:@Production", {"approver", "", "Production"}},
        {"approver:SOP@Production", {"approver", "SOP", "Production"}},
        {"document-controller:WI-1.X@Kontrola jakości",
         {"document-controller", "WI-1.X", "Kontrola jakości"}},
        {"reader:@a@b:c", {"reader", "", "a@b:c"}},
    };
    for (const auto& [text, grant] : grants) {
        INFO(text);
        CHECK(check_accepted(core::parse_grant(text)) == grant);
        CHECK(core::render(grant) == text);
    }
}

TEST_CASE("what is no grant is refused with the spelling") {
    for (const std::string text :
         {"", ":", "approver:", "approver:@", "approver:SOP@", "Approver", ":SOP", "approver:sop",
          "approver:POLICY", "approver:@ Production", "approver:@Production ", "approver:@a,b",
          "approver: SOP", "approver:SOP\n", "approver:@a\tb", "@jan", "registrar", "a b"}) {
        INFO(text);
        check_refused(core::parse_grant(text), ErrorCode::invalid_argument, "approver:@Production");
    }
}

TEST_CASE("grants give their roles for the documents that they name, and for no other") {
    const core::GrantSet grants{"reader", "author:SOP", "reviewer:@Production",
                                "approver:SOP@Production"};
    const auto roles = [&](const char* type, const char* department) {
        return core::roles_for(grants, {type, department});
    };
    CHECK(roles("SOP", "Production") == core::RoleSet{"reader", "author", "reviewer", "approver"});
    CHECK(roles("SOP", "Quality") == core::RoleSet{"reader", "author"});
    CHECK(roles("WI", "Production") == core::RoleSet{"reader", "reviewer"});
    CHECK(roles("WI", "production") == core::RoleSet{"reader"});
    CHECK(roles("WI", "") == core::RoleSet{"reader"});
    CHECK(roles("POLICY", "Production") == core::RoleSet{"reader"});
    CHECK(core::roles_everywhere(grants) == core::RoleSet{"reader"});
}

TEST_CASE("a role limited to a type or department fills places of those routes alone") {
    for (const char* grant : {"approver:SOP", "approver:@Production", "approver:SOP@Production"}) {
        INFO(grant);
        auto library = with_procedure("Production");
        library.person("eva").roles = {grant};
        check_accepted(library.act("ann", "SOP-0001", library.submission("SOP-0001")));
        check_accepted(library.act("rita", "SOP-0001", library.review("SOP-0001")));
        const auto event =
            check_accepted(library.act("eva", "SOP-0001", library.approve("SOP-0001")));
        CHECK(event.roles == core::GrantSet{grant});
        CHECK(event.slots == std::vector<core::Slot>{"approver"});
    }
    for (const char* grant : {"approver:WI", "approver:@Quality", "approver:WI@Production"}) {
        INFO(grant);
        auto library = with_procedure("Production");
        library.person("eva").roles = {grant};
        check_accepted(library.act("ann", "SOP-0001", library.submission("SOP-0001")));
        check_accepted(library.act("rita", "SOP-0001", library.review("SOP-0001")));
        check_refused(library.act("eva", "SOP-0001", library.approve("SOP-0001")),
                      ErrorCode::permission_denied, "fills no open place");
    }
}

TEST_CASE("a delegate stands in for the delegator's places within the delegator's limits") {
    for (const bool fits : {true, false}) {
        auto library = with_procedure("Production");
        library.person("eva").roles = {fits ? "approver:@Production" : "approver:@Quality"};
        check_accepted(
            library.act_on("eva", "reed", core::Delegate{library.in_days(0), library.in_days(9)}));
        library.pass(std::chrono::hours(24));
        check_accepted(library.act("ann", "SOP-0001", library.submission("SOP-0001")));
        check_accepted(library.act("rita", "SOP-0001", library.review("SOP-0001")));
        auto sign = library.approve("SOP-0001");
        sign.on_behalf_of = person_id("eva");
        const auto event = library.act("reed", "SOP-0001", sign);
        if (fits) {
            check_accepted(event);
        } else {
            check_refused(event, ErrorCode::permission_denied, "no delegation");
        }
    }
}

TEST_CASE("who delegates lends places in routes, never a right") {
    auto library = with_procedure("Production");
    check_accepted(
        library.act_on("olga", "reed", core::Delegate{library.in_days(0), library.in_days(9)}));
    library.pass(std::chrono::hours(24));
    check_refused(
        library.act_on("reed", "zoe", core::AddPerson{person_id("zoe"), "Zoe", {"reader"}}),
        ErrorCode::permission_denied, "may not manage people");
}

TEST_CASE("an author limited to a department neither takes nor gives documents beyond it") {
    auto library = with_procedure("Quality");
    library.person("bob").roles = {"author:@Production"};
    check_refused(library.act("bob", "SOP-0001",
                              core::EditDraft{moved(library, "Production", "mine now"), "why"}),
                  ErrorCode::permission_denied, "write drafts");
    check_refused(library.act("bob", "SOP-0002",
                              core::CreateDraft{identifier("SOP-0002"),
                                                moved(library, "Quality", "two"), ""}),
                  ErrorCode::permission_denied, "write drafts");
    check_accepted(library.act(
        "bob", "SOP-0002",
        core::CreateDraft{identifier("SOP-0002"), moved(library, "Production", "two"), ""}));
    check_refused(library.act("bob", "SOP-0002",
                              core::EditDraft{moved(library, "Quality", "yours now"), "why"}),
                  ErrorCode::permission_denied, "write drafts");
    check_accepted(library.act("ann", "SOP-0002",
                               core::EditDraft{moved(library, "Quality", "yours now"), "why"}));
    check_refused(library.act("bob", "SOP-0002", library.submission("SOP-0002")),
                  ErrorCode::permission_denied, "write drafts");
}

TEST_CASE("releasing, retiring, reviewing and reassigning keep to the limits of the role") {
    auto library = with_procedure("Production");
    library.add_person("cora", {"document-controller:@Quality"});
    library.add_person("cleo", {"document-controller:SOP@Production"});
    check_accepted(library.act("ann", "SOP-0001", library.submission("SOP-0001")));
    const core::Reassign reassign{1, "reviewer", "@rolf", "Rita is away"};
    check_refused(library.act("cora", "SOP-0001", reassign), ErrorCode::permission_denied,
                  "reassign");
    check_accepted(library.act("cleo", "SOP-0001", reassign));
    check_accepted(library.act("rolf", "SOP-0001", library.review("SOP-0001")));
    check_accepted(library.act("adam", "SOP-0001", library.approve("SOP-0001")));
    check_refused(library.act("cora", "SOP-0001", library.release("SOP-0001")),
                  ErrorCode::permission_denied, "release");
    check_accepted(library.act("cleo", "SOP-0001", library.release("SOP-0001")));
    const core::PeriodicReview keep{core::ReviewOutcome::keep, library.today(), "right"};
    check_refused(library.act("cora", "SOP-0001", keep), ErrorCode::permission_denied, "review");
    check_accepted(library.act("cleo", "SOP-0001", keep));
    const core::RequestRetirement retire{{}, library.today(), "over"};
    check_refused(library.act("cora", "SOP-0001", retire), ErrorCode::permission_denied,
                  "retirement");
    check_accepted(library.act("cleo", "SOP-0001", retire));
}

TEST_CASE("rights that are about no document need a role without a limit") {
    ModelLibrary library;
    library.person("otto").roles = {"administrator:SOP", "administrator:@Production"};
    check_refused(
        library.act_on("otto", "zoe", core::AddPerson{person_id("zoe"), "Zoe", {"reader"}}),
        ErrorCode::permission_denied, "may not manage people");
    const auto rules = library.content("POLICY", "rules");
    check_refused(library.act("otto", "POLICY", core::DraftRevision{rules, "why"}),
                  ErrorCode::not_found, "POLICY");
    const auto reader = viewer(library, "otto");
    CHECK_FALSE(core::may_read_all(library.policy, reader));
    CHECK(core::may_read_all_of(library.policy, reader, {"SOP", ""}));
    CHECK_FALSE(core::may_read_all_of(library.policy, reader, {"WI", "Quality"}));
    CHECK_FALSE(core::may_read_all_of(library.policy, reader, {"POLICY", "Production"}));
}

TEST_CASE("reading classes and drafts open to a limited role within its limit alone") {
    auto library = with_procedure("Production");
    library.add_person("ada", {"auditor:@Production"});
    library.add_person("ole", {"auditor:@Quality"});
    const auto& state = library.document("SOP-0001");
    CHECK(core::may_read_working(library.policy, viewer(library, "ada"), state));
    CHECK_FALSE(core::may_read_working(library.policy, viewer(library, "ole"), state));
    CHECK(core::may_know(library.policy, viewer(library, "ada"), state, library.now));
    CHECK_FALSE(core::may_know(library.policy, viewer(library, "ole"), state, library.now));
    library.person("rolf").roles = {"reviewer:@Production"};
    const auto classed = [&](const char* id, const char* department) {
        return core::may_read_class(library.policy, viewer(library, id), "confidential",
                                    {"SOP", department});
    };
    CHECK(classed("rolf", "Production"));
    CHECK_FALSE(classed("rolf", "Quality"));
    CHECK(classed("rita", "Quality"));
}

TEST_CASE("who wrote a withdrawn draft reads it until a later revision is in force") {
    ModelLibrary library;
    library.draft("SOP-0001", "one");
    check_accepted(library.act("ann", "SOP-0001", core::Withdraw{"not needed"}));
    const auto knows = [&](const std::string& id) {
        const auto& state = library.document("SOP-0001");
        return core::may_read_withdrawn(library.policy, viewer(library, id), state,
                                        state.withdrawn.at(0));
    };
    CHECK(knows("ann"));
    CHECK(knows("carl"));
    CHECK_FALSE(knows("bob"));
    CHECK_FALSE(knows("rita"));
    CHECK(core::may_know(library.policy, viewer(library, "ann"), library.document("SOP-0001"),
                         library.now));
    library.make_effective("SOP-0001", "two");
    CHECK_FALSE(knows("ann"));
    CHECK(knows("carl"));
    CHECK(core::visible_to(library.policy, viewer(library, "ann"), library.document("SOP-0001"),
                           library.now)
              .withdrawn.empty());
}

TEST_CASE("a delegate sees the draft that they may sign") {
    auto library = with_procedure("Production");
    check_accepted(library.act("ann", "SOP-0001", library.submission("SOP-0001")));
    const auto& state = library.document("SOP-0001");
    auto reed = viewer(library, "reed");
    CHECK_FALSE(core::may_read_working(library.policy, reed, state));
    reed.stands_for.push_back(library.person("eva"));
    CHECK(core::may_read_working(library.policy, reed, state));
    reed.stands_for.back().roles = {"approver:@Quality"};
    CHECK_FALSE(core::may_read_working(library.policy, reed, state));
}

TEST_CASE("grants are given for roles and types that the policy knows") {
    ModelLibrary library;
    const auto give = [&](const std::string& grant) {
        return library.act_on("olga", "reed", core::ChangeRoles{{grant}, {}});
    };
    check_refused(give("chef:SOP"), ErrorCode::not_found, "no role 'chef'");
    check_refused(give("approver:XYZ"), ErrorCode::not_found, "no document type 'XYZ'");
    check_refused(give("approver:POLICY"), ErrorCode::invalid_argument, "approver:SOP");
    check_accepted(give("approver:SOP@Production"));
    CHECK(library.person("reed").roles == core::GrantSet{"approver:SOP@Production", "reader"});
    const auto text = core::render_person(library.person("reed"));
    CHECK(text.find("\"approver:SOP@Production\"") != std::string::npos);
    CHECK(check_accepted(core::parse_person(text)) == library.person("reed"));
}

TEST_CASE("who may release reads what is approved and foresees it, and no draft before") {
    ModelLibrary library(ModelLibrary::policy_with(
        "read_all = [\"administrator\", \"auditor\", \"document-controller\"]",
        "read_all = [\"administrator\", \"auditor\"]"));
    const auto carl = viewer(library, "carl");
    const auto reads = [&] {
        return core::may_read_working(library.policy, carl, library.document("SOP-0001"));
    };
    library.make_effective("SOP-0001", "one");
    library.draft_approved("SOP-0001", "two");
    CHECK(reads());
    CHECK_FALSE(core::may_read_working(library.policy, viewer(library, "reed"),
                                       library.document("SOP-0001")));
    check_accepted(library.act("carl", "SOP-0001", library.release("SOP-0001", 3)));
    CHECK(core::may_foresee(library.policy, carl, library.document("SOP-0001")));
    library.policy.classes.at("internal") = {};  // nobody's class, carl's neither
    CHECK(core::may_read_released(library.policy, carl, library.document("SOP-0001"), 1,
                                  library.now));
    CHECK_FALSE(core::may_read_released(library.policy, carl, library.document("SOP-0001"), 0,
                                        library.now));
    CHECK_FALSE(core::may_read_released(library.policy, viewer(library, "reed"),
                                        library.document("SOP-0001"), 1, library.now));
    check_accepted(library.act("carl", "SOP-0001", core::CancelRelease{"not yet"}));
    CHECK_FALSE(
        core::may_foresee(library.policy, viewer(library, "reed"), library.document("SOP-0001")));
    library.draft_approved("SOP-0002", "one");
    check_accepted(library.act("ann", "SOP-0002", core::Withdraw{"no"}));
    CHECK_FALSE(core::may_read_working(library.policy, carl, library.document("SOP-0002")));
}
