// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::test;
using core::ErrorCode;

namespace {

struct Wrong {
    std::string passage;
    std::string replacement;
    std::string said;
};

}  // namespace

TEST_CASE("the default policies are read, with and without a second person") {
    for (const bool solo : {false, true}) {
        const auto policy = check_accepted(
            core::parse_policy(core::default_policy_text("A \"B\" \\ C", "Europe/Warsaw", solo)));
        CHECK(policy.types.size() == 5);
        CHECK(policy.types.at("SOP").self_released == solo);
        CHECK(policy.types.at("SOP").route.size() == (solo ? 0U : 2U));
        CHECK(policy.policy_document.self_released == solo);
        CHECK(policy.once_per_route);
        CHECK(core::allows(policy, core::Right::release, {"document-controller"}));
        CHECK_FALSE(core::allows(policy, core::Right::release, {"author", "approver"}));
        CHECK(check_accepted(policy.type("POLICY"))->code == "POLICY");
        check_refused(policy.type("XYZ"), ErrorCode::not_found, "EXT, FRM, POL, SOP, WI");
    }
}

TEST_CASE("all that is wrong in a policy is told at once, each with its line and key") {
    std::string text = ModelLibrary::default_policy();
    const auto replace = [&](const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    const auto line_of = [&](const std::string& passage) {
        return 1 + std::count(text.begin(),
                              text.begin() + static_cast<std::ptrdiff_t>(text.find(passage)), '\n');
    };
    replace("once_per_route = true", "once_per_rout = true");
    replace("release = [\"document-controller\"]", "release = [\"boss\", \"chief\"]");
    replace("readers = \"anyone\"", "readers = \"all\"");
    replace("\"review all reviewer\", ", "\"review all chef\", \"review some reviewer\", ");
    replace("two_person_rule = false", "two_person_rule = true");
    const auto faults = core::faults_in_policy(text);
    std::vector<std::string> told;
    told.reserve(faults.size());
    for (const auto& fault : faults) told.push_back(core::render(fault));
    const auto line = [&](const std::string& passage) {
        return "line " + std::to_string(line_of(passage)) + ": ";
    };
    CHECK(told ==
          std::vector<std::string>{
              line("once_per_rout ") + "once_per_rout: is not a key that Muniment knows here",
              line("release = [") + "rights.release: the role 'boss' is not in roles",
              line("release = [") + "rights.release: the role 'chief' is not in roles",
              line("readers = \"all\"") +
                  "classes.public.readers: must be \"anyone\", \"people\" or a list of roles",
              line("\"review all chef\"") + "types.SOP.route: the role 'chef' is not in roles",
              line("\"review all chef\"") +
                  "types.SOP.route: 'review some reviewer' is not a stage. A stage reads like "
                  "\"review all reviewer\" or \"approval 2 approver,approver,@jan\", with at most "
                  "nine places; for all of them write all, not their number."});
    check_refused(core::parse_policy(text), ErrorCode::invalid_argument, "shows all 6 faults");
    CHECK(core::faults_in_policy(ModelLibrary::default_policy()).empty());
    const auto broken = core::faults_in_policy("format = ");
    REQUIRE(broken.size() == 1);
    CHECK(broken.front().message.find("line 1") != std::string::npos);
}

TEST_CASE("with the two-person rule the policy itself is never released by one person") {
    auto text = core::default_policy_text("Lavender Lane", "Europe/Warsaw", true);
    const std::string off = "two_person_rule = false";
    text.replace(text.find(off), off.size(), "two_person_rule = true");
    check_refused(core::parse_policy(text), ErrorCode::invalid_argument,
                  "policy_document.self_released");
}

TEST_CASE("a wrong policy is refused with the key that is wrong and why") {
    const std::vector<Wrong> wrongs{
        {"format = 1", "format = 2", "format: this program knows format 1"},
        {"format = 1", "format = \"1\"", "format: must be a whole number"},
        {"format = 1", "fromat = 1", "fromat: is not a key"},
        {"format = 1", "format = ", "not valid TOML: line"},
        {"organisation = \"Lavender Lane\"", "", "organisation: must be given"},
        {"organisation = \"Lavender Lane\"", "organisation = \"a\\nb\"",
         "organisation: must be one"},
        {"time_zone = \"Europe/Warsaw\"", "time_zone = \"\"", "time_zone: must be given"},
        {"\"auditor\", \"administrator\"]\n", "\"auditor\", 7]\n",
         "roles: must be a list of texts"},
        {"\"auditor\", \"administrator\"]\n", "\"Auditor\", \"administrator\"]\n",
         "cannot be a role"},
        {"[\"reader\", \"author\"", "[\"author\"", ""},
        {"roles = [\"reader\", ", "roles = [\"reader\", \"registrar\", ", "cannot be a role"},
        {"once_per_route = true", "once_per_route = \"yes\"",
         "once_per_route: must be true or false"},
        {"once_per_route = true", "once_per_rout = true", "once_per_rout: is not a key"},
        {"default_class = \"internal\"", "default_class = \"x\"", "default_class: is not one"},
        {"default_class = \"internal\"", "", "default_class: must be given"},
        {"content_bytes = 20971520", "content_bytes = 0", "limits.content_bytes: must be 1024"},
        {"title_characters = 200", "title_characters = 9", "limits.title_characters: must be 10"},
        {"title_characters = 200", "title = 9", "limits.title: is not a key"},
        {"release = [\"document-controller\"]", "release = []", "rights.release: nobody"},
        {"release = [\"document-controller\"]", "", "rights.release: nobody"},
        {"release = [\"document-controller\"]", "release = [\"boss\"]", "rights.release: the role"},
        {"manage_people = [\"administrator\"]", "manage_people = []",
         "rights.manage_people: nobody"},
        {"manage_people = [\"administrator\"]", "manage = []", "rights."},
        {"readers = \"anyone\"", "readers = \"all\"", "classes.public.readers: must be"},
        {"readers = \"anyone\"", "readers = [\"chef\"]", "classes.public.readers: the role"},
        {"readers = \"anyone\"", "reader = \"anyone\"", "classes.public.readers: must be given"},
        {"[types.SOP]", "[types.sop]", "types.sop: a type's code"},
        {"[types.SOP]", "[types.POLICY]", "types.POLICY: a type's code"},
        {"[types.SOP]", "[types.\"S P\"]", "types.S P: a type's code"},
        {"pattern = \"SOP-####\"", "pattern = \"SOP-\"",
         "types.SOP.pattern: 'SOP-' is not a numbering pattern"},
        {"pattern = \"SOP-####\"", "pattern = \"POL-###\"", "the same identifiers"},
        {"name = \"Procedure\"", "", "types.SOP.name: must be given"},
        {"name = \"Procedure\"", "name = \"Procedure\"\nsealed = true",
         "types.SOP.sealed: is reserved"},
        {"name = \"Procedure\"", "name = \"Procedure\"\nself_released = true", "has no route"},
        {"name = \"Procedure\"\npattern", "name = \"Procedure\"\nreview = 1\npattern",
         "types.SOP.review: is not"},
        {"labels = \"major.minor\"", "labels = \"roman\"", "major.minor, integer or letter"},
        {"review_months = 24", "review_months = -1", "review_months: must be 0 to 1200"},
        {"review_months = 24", "review_months = 1201", "review_months: must be 0 to 1200"},
        {"\"review all reviewer\", \"approval all approver\"", "",
         "types.SOP.route: needs at least"},
        {"\"review all reviewer\", \"approval all approver\"", "\"review all reviewer\"",
         "types.SOP.route: needs a stage of approval"},
        {"\"review all reviewer\"", "\"review all chef\"", "types.SOP.route: the role 'chef'"},
        {"\"review all reviewer\"", "\"review 2 reviewer\"", "is not a stage"},
        {"[policy_document]", "[policy_documents]", "policy_document: must be given"},
        {"[limits]", "[[limits]]", "limits: must be a table"},
    };
    for (const auto& wrong : wrongs) {
        INFO(wrong.passage << " -> " << wrong.replacement);
        const auto text = ModelLibrary::policy_with(wrong.passage, wrong.replacement);
        const auto policy = core::parse_policy(text);
        if (wrong.said.empty()) {
            CHECK(policy.has_value());
        } else {
            check_refused(policy, ErrorCode::invalid_argument, wrong.said);
        }
    }
}
