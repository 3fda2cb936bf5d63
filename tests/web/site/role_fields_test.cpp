// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/web_form.h"

using namespace muniment;
using test::FormFields;
using test::must;
using test::ServedLibrary;

namespace {

struct Fixture {
    Fixture() { served.library.enrol_everyone(); }

    test::WebAnswer act(const std::string& address, FormFields fields) {
        fields.emplace_back("password", test::RealLibrary::password("olga"));
        return test::fill_in(served, address, "olga", fields);
    }
    core::GrantSet roles(const std::string& id) {
        must(served.library.reader().catch_up());
        return must(served.library.reader().ports().reg.person(test::person_id(id)))->roles;
    }

    ServedLibrary served;
};

const FormFields nina{{"id", "nina"}, {"name", "Nina Nowak"}};

FormFields with(FormFields fields, const FormFields& more) {
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

}  // namespace

TEST_CASE("roles are given for a type or a department by the forms, and shown as they are held") {
    Fixture f;
    REQUIRE(f.act("/invite", with(nina, {{"roles", "approver"},
                                         {"roles", "reader"},
                                         {"limit-approver", "WI,  @Quality assurance, SOP@Mixing"},
                                         {"limit-auditor", "  "}}))
                .status == 200);
    CHECK(f.roles("nina") == core::GrantSet{"approver:@Quality assurance", "approver:SOP@Mixing",
                                            "approver:WI", "reader"});
    const auto form = f.served.get("/people/nina/roles", "olga");
    CHECK(form.holds("name=\"roles\" value=\"approver\" checked"));
    CHECK(form.holds("name=\"limit-approver\" value=\"@Quality assurance, SOP@Mixing, WI\""));
    CHECK(form.holds("name=\"limit-reader\" value=\"\""));
    CHECK_FALSE(form.holds("value=\"auditor\" checked"));
    // From one type to everywhere, and from everywhere to a department.
    REQUIRE(f.act("/people/nina/roles", {{"roles", "approver"},
                                         {"roles", "reader"},
                                         {"limit-approver", ""},
                                         {"limit-reader", "@Mixing"}})
                .status == 303);
    CHECK(f.roles("nina") == core::GrantSet{"approver", "reader:@Mixing"});
    REQUIRE(
        f.act("/people/nina/roles", {{"roles", "approver"}, {"limit-approver", "*, WI"}}).status ==
        303);
    CHECK(f.roles("nina") == core::GrantSet{"approver", "approver:WI"});
    CHECK(f.served.get("/people/nina/roles", "olga")
              .holds("name=\"limit-approver\" value=\"*, WI\""));
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("a limit that is none is explained, and what was typed stays") {
    Fixture f;
    for (const char* limit : {"XYZ", "wi", "@", "SOP@", "SOP WI", "POLICY", "<b>", "WI,:SOP"}) {
        INFO(limit);
        const auto invited =
            f.act("/invite", with(nina, {{"roles", "approver"}, {"limit-approver", limit}}));
        CHECK(invited.status == 400);
        CHECK(invited.holds("the role approver cannot be limited to"));
        CHECK(invited.holds("SOP@Production"));
        CHECK(invited.holds("value=\"Nina Nowak\""));
        CHECK(invited.holds("value=\"approver\" checked"));
        CHECK_FALSE(invited.holds("<b>"));
        const auto changed =
            f.act("/people/rita/roles", {{"roles", "approver"}, {"limit-approver", limit}});
        CHECK(changed.status == 400);
        CHECK(changed.holds("the role approver cannot be limited to"));
    }
    const auto typed =
        f.act("/invite", with(nina, {{"roles", "approver"}, {"limit-approver", "XYZ, SOP"}}));
    CHECK(typed.holds("name=\"limit-approver\" value=\"XYZ, SOP\""));
    CHECK(f.roles("rita") == core::GrantSet{"reviewer"});
    CHECK(f.served.get("/people/nina", "olga").status == 404);
}

TEST_CASE("a limit beside a role that is not ticked is a slip, and nothing is done") {
    Fixture f;
    const auto answer =
        f.act("/people/rita/roles",
              {{"roles", "reviewer"}, {"limit-approver", "SOP"}, {"reason", "helps out"}});
    CHECK(answer.status == 400);
    CHECK(answer.holds("the role approver has a limit but is not ticked"));
    CHECK(answer.holds("name=\"limit-approver\" value=\"SOP\""));
    CHECK(answer.holds("helps out"));
    CHECK(f.roles("rita") == core::GrantSet{"reviewer"});
}
