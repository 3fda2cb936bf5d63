// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::test;
using core::ErrorCode;

namespace {

core::EnrolPerson enrolment(const std::string& key) {
    return {"ssh-ed25519 " + key, "proof", digest_of("statement")};
}

core::ReplaceKey replacement(const std::string& key) {
    return {"ssh-ed25519 " + key, "proof", digest_of("statement")};
}

ModelLibrary library_with_newcomer(const std::string& confirmation) {
    const std::string key = "enrolment_confirmation = ";
    ModelLibrary library(ModelLibrary::policy_with(key + "false", key + confirmation));
    check_accepted(
        library.act_on("olga", "zoe", core::AddPerson{person_id("zoe"), "Zoe Zych", {"reviewer"}}));
    return library;
}

}  // namespace

TEST_CASE("people are added by who manages people, with a name and known roles") {
    ModelLibrary library;
    const auto add = [&](const std::string& by, const std::string& id, const std::string& name,
                         const core::RoleSet& roles) {
        return library.act_on(by, id, core::AddPerson{person_id(id), name, roles});
    };
    check_refused(add("carl", "zoe", "Zoe", {"reader"}), ErrorCode::permission_denied,
                  "may not manage people");
    check_refused(add("olga", "zoe", "", {"reader"}), ErrorCode::invalid_argument, "printed name");
    check_refused(add("olga", "zoe", "Zoe\nZych", {"reader"}), ErrorCode::invalid_argument,
                  "printed name");
    check_refused(add("olga", "zoe", "Zoe", {"chef"}), ErrorCode::not_found, "no role 'chef'");
    check_refused(add("olga", "zoe", "Zoe", {}), ErrorCode::invalid_argument, "at least one role");
    check_accepted(add("olga", "zoe", "Zoe Zych", {"reader"}));
    CHECK(library.person("zoe").enrolment == core::Enrolment::invited);
    check_refused(add("olga", "zoe", "Zoe Zych", {"reader"}), ErrorCode::already_exists,
                  "for ever");
    check_refused(library.act_on("olga", "nobody", core::ConfirmPerson{}), ErrorCode::not_found,
                  "nobody");
}

TEST_CASE("people enrol themselves, once") {
    auto library = library_with_newcomer("false");
    check_refused(library.act_on("olga", "zoe", enrolment("z")), ErrorCode::permission_denied,
                  "nobody for another");
    check_accepted(library.act_on("zoe", "zoe", enrolment("z")));
    CHECK(core::may_sign(library.person("zoe"), library.now));
    CHECK_FALSE(core::may_sign(library.person("zoe"), library.now - std::chrono::seconds(1)));
    check_refused(library.act_on("zoe", "zoe", enrolment("y")), ErrorCode::failed_precondition,
                  "enrolled already");
    check_refused(library.act_on("olga", "zoe", core::ConfirmPerson{}),
                  ErrorCode::failed_precondition, "no confirmation");
}

TEST_CASE("where policy says so, somebody else confirms a first key") {
    auto library = library_with_newcomer("true");
    const auto event = check_accepted(library.act_on("zoe", "zoe", enrolment("z")));
    CHECK(event.enrolment == core::Enrolment::unconfirmed);
    CHECK(library.person("zoe").enrolment == core::Enrolment::unconfirmed);
    CHECK_FALSE(core::may_sign(library.person("zoe"), library.now));
    check_refused(library.act_on("reed", "zoe", core::ConfirmPerson{}),
                  ErrorCode::permission_denied, "may not manage people");
    // Who handed out the code could have used it.
    check_refused(library.act_on("olga", "zoe", core::ConfirmPerson{}),
                  ErrorCode::permission_denied, "somebody else must confirm");
    check_accepted(library.act_on("otto", "zoe", core::ConfirmPerson{}));
    CHECK(core::may_sign(library.person("zoe"), library.now));
}

TEST_CASE("how it is known who somebody is stands with the acts that let them in") {
    auto library = library_with_newcomer("true");
    const std::string checked = "Met in person, passport seen";
    const auto added = check_accepted(library.act_on(
        "olga", "ida", core::AddPerson{person_id("ida"), "Ida", {"reader"}, checked}));
    CHECK(added.comment == checked);
    check_accepted(library.act_on("zoe", "zoe", enrolment("z")));
    CHECK(check_accepted(library.act_on("otto", "zoe", core::ConfirmPerson{checked})).comment ==
          checked);
    check_accepted(library.act_on("olga", "zoe", core::ResetKey{"forgot the password"}));
    auto key = replacement("y");
    key.comment = checked;
    CHECK(check_accepted(library.act_on("otto", "zoe", key)).comment == checked);
    CHECK(check_accepted(library.act_on("otto", "zoe", core::ChangeRoles{{"author"}, {}, "moved"}))
              .comment == "moved");
    check_refused(library.act_on("otto", "ivo",
                                 core::AddPerson{person_id("ivo"), "Ivo", {"reader"}, "a\x1b"}),
                  ErrorCode::invalid_argument, "comment");
}

TEST_CASE("a lost key is reset and replaced by another authorised person") {
    ModelLibrary library;
    check_refused(library.act_on("olga", "olga", core::ResetKey{"lost"}),
                  ErrorCode::permission_denied, "for themselves");
    check_refused(library.act_on("olga", "rita", core::ResetKey{""}), ErrorCode::invalid_argument,
                  "needs a reason");
    check_refused(library.act_on("olga", "rita", replacement("n")), ErrorCode::failed_precondition,
                  "no reset under way");
    check_accepted(library.act_on("olga", "rita", core::ResetKey{"forgot the password"}));
    CHECK_FALSE(core::may_sign(library.person("rita"), library.now));
    check_refused(library.act_on("rita", "rita", enrolment("n")), ErrorCode::failed_precondition,
                  "another person must confirm");
    library.pass(std::chrono::hours(1));
    check_refused(library.act_on("olga", "rita", replacement("n")), ErrorCode::permission_denied,
                  "somebody else must confirm");
    check_accepted(library.act_on("otto", "rita", replacement("n")));
    CHECK(core::key_at(library.person("rita"), library.now)->public_key == "ssh-ed25519 n");
    CHECK(core::key_at(library.person("rita"), library.now - std::chrono::minutes(30)) == nullptr);
    // The old key still proves what was signed with it.
    CHECK(core::key_at(library.person("rita"),
                       library.now - std::chrono::hours(1) - std::chrono::seconds(1)) != nullptr);
}

TEST_CASE("who never enrolled gets a fresh code, and whoever gave it does not confirm the key") {
    auto library = library_with_newcomer("true");
    check_accepted(library.act_on("otto", "zoe", core::ResetKey{"the code got lost"}));
    CHECK_FALSE(library.person("zoe").was_reset);
    check_accepted(library.act_on("zoe", "zoe", enrolment("z")));
    check_refused(library.act_on("otto", "zoe", core::ConfirmPerson{}),
                  ErrorCode::permission_denied, "somebody else must confirm");
    check_accepted(library.act_on("olga", "zoe", core::ConfirmPerson{}));
    CHECK_FALSE(library.person("zoe").code_from);
}

TEST_CASE("roles change for a difference only") {
    ModelLibrary library;
    check_refused(library.act_on("olga", "rita", core::ChangeRoles{{"reviewer"}, {}}),
                  ErrorCode::failed_precondition, "so already");
    check_refused(library.act_on("olga", "rita", core::ChangeRoles{{"chef"}, {}}),
                  ErrorCode::not_found, "no role");
    check_accepted(library.act_on("olga", "rita", core::ChangeRoles{{"approver"}, {"reviewer"}}));
    CHECK(library.person("rita").roles == core::RoleSet{"approver"});
}

TEST_CASE("somebody who can manage people is always left") {
    ModelLibrary library;
    const core::ChangeRoles no_more{{"reader"}, {"administrator"}};
    check_accepted(library.act_on("otto", "otto", no_more));
    check_refused(library.act_on("olga", "olga", no_more), ErrorCode::failed_precondition,
                  "the last person who can manage people");
    // An invitation alone is nobody who can.
    check_accepted(library.act_on(
        "olga", "zoe", core::AddPerson{person_id("zoe"), "Zoe Zych", {"administrator"}}));
    check_refused(library.act_on("olga", "olga", no_more), ErrorCode::failed_precondition,
                  "the last person who can manage people");
    check_accepted(library.act_on("zoe", "zoe", enrolment("z")));
    check_accepted(library.act_on("olga", "olga", no_more));
}

TEST_CASE("people are disabled by others, and their keys end") {
    ModelLibrary library;
    check_refused(library.act_on("olga", "olga", core::DisablePerson{""}),
                  ErrorCode::permission_denied, "for themselves");
    check_accepted(library.act_on("olga", "rita", core::DisablePerson{"left"}));
    CHECK(library.person("rita").keys.back().until == library.now);
    check_refused(library.act_on("olga", "rita", core::DisablePerson{""}),
                  ErrorCode::failed_precondition, "disabled already");
    check_refused(library.act_on("rita", "reed", core::Delegate{}), ErrorCode::permission_denied,
                  "is disabled");
    CHECK(library.people.count(person_id("rita")) == 1);
}

TEST_CASE("who was disabled during an enrolment gets no key by its confirmation") {
    auto library = library_with_newcomer("true");
    check_accepted(library.act_on("olga", "rita", core::ResetKey{"forgot the password"}));
    check_accepted(library.act_on("zoe", "zoe", enrolment("z")));
    for (const std::string person : {"rita", "zoe"})
        check_accepted(library.act_on("olga", person, core::DisablePerson{"left"}));
    check_refused(library.act_on("otto", "rita", replacement("n")), ErrorCode::failed_precondition,
                  "rita is disabled");
    check_refused(library.act_on("otto", "zoe", core::ConfirmPerson{}),
                  ErrorCode::failed_precondition, "zoe is disabled");
    for (const std::string person : {"rita", "zoe"}) {
        for (const auto& key : library.person(person).keys) CHECK(key.until);
    }
}
