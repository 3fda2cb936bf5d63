// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy_usable.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"

using namespace muniment;
using muniment::test::ModelLibrary;

namespace {

using Faults = std::vector<std::string>;

/// What is wrong with the policy for the people of the model library, when POLICY is `internal`.
Faults faults_of(const core::Policy& policy, const ModelLibrary& library) {
    Faults told;
    for (const auto& fault :
         core::faults_with_people(policy, "internal", library.people, library.now)) {
        told.push_back(core::render(fault));
    }
    return told;
}

core::Policy without_readers_of_all() {
    ModelLibrary library;
    library.policy.rights.erase(core::Right::read_all);
    return library.policy;
}

}  // namespace

TEST_CASE("who changes the policy must be able to read it under the new rules") {
    const ModelLibrary library;
    auto policy = library.policy;
    policy.classes.erase("internal");
    CHECK(faults_of(policy, library).empty());  // some read everything

    policy = without_readers_of_all();
    CHECK(faults_of(policy, library).empty());  // everybody reads the class
    policy.classes.erase("internal");
    REQUIRE(faults_of(policy, library).size() == 1);
    const auto fault = faults_of(policy, library).front();
    CHECK(fault.find("classes.internal: nobody could ever change this policy again") == 0);
    CHECK(fault.find("read_all") != std::string::npos);

    policy.classes["internal"] = {false, false, {"approver"}};  // who may not change the policy
    CHECK(faults_of(policy, library).size() == 1);
    // Who signs reads the draft by their place in the route.
    policy.classes["internal"] = {false, false, {"document-controller"}};
    CHECK(faults_of(policy, library).empty());
}

TEST_CASE("a role that reads everything of some documents only does not read the policy") {
    ModelLibrary library;
    auto policy = library.policy;
    policy.rights[core::Right::read_all] = {"auditor"};
    policy.classes.erase("internal");
    library.person("olga").roles.insert("auditor:@Production");
    CHECK(faults_of(policy, library).size() == 1);
    library.person("olga").roles.insert("auditor");
    CHECK(faults_of(policy, library).empty());
}

TEST_CASE("as many people manage people as the registrar's recovery asks for") {
    ModelLibrary library;  // olga and otto manage people
    auto policy = library.policy;
    policy.registrar_recovery = 2;
    CHECK(faults_of(policy, library).empty());
    policy.registrar_recovery = 3;
    CHECK(faults_of(policy, library) ==
          Faults{"registrar_recovery: asks for 3 people who can sign and manage people, and there "
                 "would be 2, so a lost registrar's key could never be replaced; lower it, or give "
                 "manage_people to more people first"});
    library.add_person("oona", {"administrator"});
    CHECK(faults_of(policy, library).empty());
    library.person("oona").enabled = false;
    CHECK(faults_of(policy, library).size() == 1);
}
