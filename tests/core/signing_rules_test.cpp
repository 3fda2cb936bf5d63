// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::test;
using core::ErrorCode;

namespace {

constexpr const char* doc = "SOP-0001";

/// A library whose procedures take the given stages.
ModelLibrary library_with_route(const std::string& route) {
    return ModelLibrary(
        ModelLibrary::policy_with(R"("review all reviewer", "approval all approver")", route));
}

core::Delegate from_to(const ModelLibrary& library, int from, int until) {
    return {library.in_days(from), library.in_days(until)};
}

core::Sign for_somebody(core::Sign sign, const std::string& person) {
    sign.on_behalf_of = person_id(person);
    return sign;
}

}  // namespace

TEST_CASE("nobody signs a change that they wrote or submitted") {
    ModelLibrary library;
    library.person("ann").roles = {"author", "reviewer"};
    library.person("rita").roles = {"author", "reviewer"};
    library.draft(doc, "one");
    check_accepted(library.act("rita", doc, library.submission(doc)));
    check_refused(library.act("ann", doc, library.review(doc)), ErrorCode::permission_denied,
                  "somebody else must sign");
    check_refused(library.act("rita", doc, library.review(doc)), ErrorCode::permission_denied,
                  "somebody else must sign");
    check_accepted(library.act("rolf", doc, library.review(doc)));
}

TEST_CASE("authors of a withdrawn draft are authors until a revision is in force") {
    ModelLibrary library;
    library.person("rita").roles = {"author", "reviewer"};
    library.make_effective(doc, "one");
    check_accepted(library.act("rita", doc, core::DraftRevision{library.content(doc, "two"), "x"}));
    check_accepted(library.act("rita", doc, core::Withdraw{"wrong"}));
    library.draft_in_review(doc, "three");
    check_refused(library.act("rita", doc, library.review(doc)), ErrorCode::permission_denied,
                  "somebody else must sign");
    check_accepted(library.act("rolf", doc, library.review(doc)));
    check_accepted(library.act("adam", doc, library.approve(doc)));
    check_accepted(library.act("carl", doc, library.release(doc)));
    library.draft_in_review(doc, "four");
    check_accepted(library.act("rita", doc, library.review(doc)));
}

TEST_CASE("an author may give a release, which is not a second opinion") {
    ModelLibrary library;
    library.person("ann").roles = {"author", "document-controller"};
    library.draft_approved(doc, "one");
    check_accepted(library.act("ann", doc, library.release(doc)));
}

TEST_CASE("a person signs once in a stage and once in a route, unless policy lets them") {
    const bool once = GENERATE(true, false);
    const std::string key = "once_per_route = ";
    ModelLibrary library(ModelLibrary::policy_with(key + "true", key + (once ? "true" : "false")));
    library.person("adam").roles = {"reviewer", "approver"};
    library.draft_in_review(doc, "one");
    check_accepted(library.act("adam", doc, library.review(doc)));
    const auto second = library.act("adam", doc, library.approve(doc));
    if (once) {
        check_refused(second, ErrorCode::permission_denied, "you have signed stage 1");
    } else {
        check_accepted(second);
    }

    auto two = library_with_route(R"("approval all approver,approver")");
    two.draft_in_review(doc, "one");
    check_accepted(two.act("adam", doc, two.approve(doc)));
    check_refused(two.act("adam", doc, two.approve(doc)), ErrorCode::failed_precondition,
                  "signed this stage already");
}

TEST_CASE("persons count, whatever the order in which they sign") {
    const auto first = GENERATE(0, 1, 2);
    auto library = library_with_route(R"("approval all approver,reviewer,@bob")");
    library.person("adam").roles = {"approver", "reviewer"};
    library.draft_in_review(doc, "one");
    const std::vector<std::string> people{"adam", "eva", "bob"};
    for (int i = 0; i < 3; ++i) {
        CHECK(library.document(doc).working->state == core::RevisionState::in_review);
        const auto& person = people[static_cast<std::size_t>((first + i) % 3)];
        check_accepted(library.act(person, doc, library.approve(doc)));
    }
    CHECK(library.document(doc).working->state == core::RevisionState::approved);
}

TEST_CASE("of several places a number may be enough") {
    auto library = library_with_route(R"("approval 2 approver,reviewer,@bob")");
    library.draft_in_review(doc, "one");
    check_accepted(library.act("bob", doc, library.approve(doc)));
    check_accepted(library.act("rita", doc, library.approve(doc)));
    CHECK(library.document(doc).working->state == core::RevisionState::approved);
    check_refused(library.act("adam", doc, library.approve(doc)), ErrorCode::failed_precondition,
                  "only a revision in review can be signed");
}

TEST_CASE("who holds no open place cannot sign") {
    ModelLibrary library;
    library.draft_in_review(doc, "one");
    check_refused(library.act("adam", doc, library.review(doc)), ErrorCode::permission_denied,
                  "fills no open place");
    check_refused(library.act("rita", doc, library.approve(doc)), ErrorCode::failed_precondition,
                  "waits for review");
    library.person("rita").roles = {"reader"};
    check_refused(library.act("rita", doc, library.review(doc)), ErrorCode::permission_denied,
                  "fills no open place");
}

TEST_CASE("a delegate signs in the delegator's place, from the first day to before the last") {
    ModelLibrary library;
    check_accepted(library.act_on("rita", "reed", from_to(library, 2, 4)));
    library.draft_in_review(doc, "one");
    const auto sign = for_somebody(library.review(doc), "rita");
    check_refused(library.act("reed", doc, sign), ErrorCode::permission_denied, "no delegation");
    library.now = library.in_days(2).first_instant;
    check_refused(library.act("reed", doc, for_somebody(sign, "rolf")),
                  ErrorCode::permission_denied, "no delegation");
    auto late = library;
    late.now = library.in_days(2).first_instant;
    check_refused(late.act("reed", doc, sign), ErrorCode::permission_denied, "no delegation");
    const auto event = check_accepted(library.act("reed", doc, sign));
    CHECK(event.person == person_id("reed"));
    CHECK(event.on_behalf_of == person_id("rita"));
    CHECK(event.slots == std::vector<core::Slot>{"reviewer"});
}

TEST_CASE("neither the delegate nor the delegator may be an author") {
    ModelLibrary library;
    library.person("rita").roles = {"author", "reviewer"};
    check_accepted(library.act_on("rita", "reed", from_to(library, 0, 9)));
    check_accepted(library.act_on("rolf", "ann", from_to(library, 0, 9)));
    library.draft(doc, "one");
    check_accepted(library.act("rita", doc, core::EditDraft{library.content(doc, "two"), "x"}));
    check_accepted(library.act("ann", doc, library.submission(doc)));
    check_refused(library.act("reed", doc, for_somebody(library.review(doc), "rita")),
                  ErrorCode::permission_denied, "nobody can sign it for them");
    check_refused(library.act("ann", doc, for_somebody(library.review(doc), "rolf")),
                  ErrorCode::permission_denied, "somebody else must sign");
}

TEST_CASE("one place cannot be lent to fill two") {
    auto library = library_with_route(R"("approval all approver,approver")");
    for (const char* person : {"reed", "rita"}) {
        check_accepted(library.act_on("adam", person, from_to(library, 0, 9)));
    }
    library.draft_in_review(doc, "one");
    check_accepted(library.act("reed", doc, for_somebody(library.approve(doc), "adam")));
    check_refused(library.act("rita", doc, for_somebody(library.approve(doc), "adam")),
                  ErrorCode::failed_precondition, "in the place of adam already");
    check_refused(library.act("adam", doc, library.approve(doc)), ErrorCode::failed_precondition,
                  "in the place of adam already");
    check_accepted(library.act("eva", doc, library.approve(doc)));
}

TEST_CASE("a delegation needs two enabled people and time that lies ahead") {
    ModelLibrary library;
    check_refused(library.act_on("rita", "rita", from_to(library, 0, 1)),
                  ErrorCode::permission_denied, "for themselves");
    check_refused(library.act_on("rita", "reed", from_to(library, 2, 2)),
                  ErrorCode::invalid_argument, "ends after it begins");
    check_refused(library.act_on("rita", "reed", from_to(library, -3, 0)),
                  ErrorCode::invalid_argument, "over already");
    check_accepted(library.act_on("olga", "reed", core::DisablePerson{"left"}));
    check_refused(library.act_on("rita", "reed", from_to(library, 0, 1)),
                  ErrorCode::failed_precondition, "is disabled");
    check_accepted(library.act_on("rita", "rolf", from_to(library, 0, 9)));
    check_accepted(library.act_on("olga", "rita", core::DisablePerson{"left"}));
    library.draft_in_review(doc, "one");
    check_refused(library.act("rolf", doc, for_somebody(library.review(doc), "rita")),
                  ErrorCode::permission_denied, "no delegation");
}

TEST_CASE("the disabled, and who has no key, cannot sign") {
    ModelLibrary library;
    library.draft_in_review(doc, "one");
    library.person("rita").enabled = false;
    check_refused(library.act("rita", doc, library.review(doc)), ErrorCode::permission_denied,
                  "is disabled");
    library.person("rolf").keys.clear();
    check_refused(library.act("rolf", doc, library.review(doc)), ErrorCode::permission_denied,
                  "no key that may sign");
    library.person("rolf").keys.push_back({"ssh-ed25519 rolf", library.now, library.now});
    check_refused(library.act("rolf", doc, library.review(doc)), ErrorCode::permission_denied,
                  "no key that may sign");
    library.person("rolf").keys.back().until.reset();
    library.person("rolf").enrolment = core::Enrolment::unconfirmed;
    check_refused(library.act("rolf", doc, library.review(doc)), ErrorCode::permission_denied,
                  "must confirm the key");
    check_refused(library.act("ann", "SOP-0002", library.submission("SOP-0002")),
                  ErrorCode::not_found, "no document");
}

TEST_CASE("a signing act needs a signature, and other acts carry none") {
    ModelLibrary library;
    library.draft(doc, "one");
    library.signing = core::Authentication::session;
    check_refused(library.act("ann", doc, library.submission(doc)), ErrorCode::permission_denied,
                  "your password");
    library.signing = core::Authentication::personal_key;
    check_accepted(library.act("ann", doc, library.submission(doc)));
}

TEST_CASE("a signature is for the content that was shown") {
    ModelLibrary library;
    library.draft_in_review(doc, "one");
    auto sign = library.review(doc);
    check_accepted(library.act("ann", doc, core::EditDraft{library.content(doc, "two"), "x"}));
    check_accepted(library.act("ann", doc, library.submission(doc)));
    check_refused(library.act("rita", doc, sign), ErrorCode::conflict, "not the content");
}

TEST_CASE("a submission is of the content that was shown") {
    ModelLibrary library;
    library.draft(doc, "one");
    const auto shown = library.submission(doc);
    check_accepted(library.act("ann", doc, core::EditDraft{library.content(doc, "two"), "x"}));
    check_refused(library.act("ann", doc, shown), ErrorCode::conflict, "not the content");
    check_refused(library.act("ann", doc, core::Submit{}), ErrorCode::conflict, "not the content");
    check_accepted(library.act("ann", doc, library.submission(doc)));
}

TEST_CASE("an edit that names what was shown is of nothing else") {
    ModelLibrary library;
    library.draft(doc, "one");
    core::EditDraft edit{library.content(doc, "two"), "x", digest_of("other")};
    check_refused(library.act("ann", doc, edit), ErrorCode::conflict, "not the content");
    edit.shown = library.submission(doc).shown;
    check_accepted(library.act("ann", doc, edit));
}

TEST_CASE("an edit of text or metadata voids the signatures, which stay in the trail") {
    ModelLibrary library;
    library.draft_approved(doc, "one");
    auto metadata = library.metadata(doc);
    metadata.title = "Another title";
    check_accepted(
        library.act("ann", doc, core::EditDraft{library.content(metadata, "one"), "clearer"}));
    CHECK(library.document(doc).working->state == core::RevisionState::draft);
    CHECK(library.document(doc).working->progress.signatures.empty());
    check_refused(library.act("carl", doc, library.release(doc)), ErrorCode::failed_precondition,
                  "only an approved revision");
    check_accepted(library.act("ann", doc, library.submission(doc)));
    CHECK(library.document(doc).working->progress.stage == 1);
    check_accepted(library.act("rita", doc, library.review(doc)));
}

TEST_CASE("a rejection gives its reason and voids the round") {
    ModelLibrary library;
    library.draft_in_review(doc, "one");
    check_accepted(library.act("rita", doc, library.review(doc)));
    auto rejection = library.reject(doc, core::Meaning::approval);
    rejection.comment = " \n";
    check_refused(library.act("adam", doc, rejection), ErrorCode::invalid_argument,
                  "a rejection needs a reason");
    rejection.comment = "step 3 is dangerous";
    check_accepted(library.act("adam", doc, rejection));
    CHECK(library.document(doc).working->state == core::RevisionState::draft);
    CHECK(library.document(doc).working->progress.signatures.empty());
}

TEST_CASE("the route that was submitted governs, whatever the policy becomes") {
    ModelLibrary library;
    library.draft_in_review(doc, "one");
    library.policy = core::parse_policy(ModelLibrary::policy_with(
                                            R"("review all reviewer", "approval all approver")",
                                            R"("approval all approver,approver")"))
                         .value();
    check_accepted(library.act("rita", doc, library.review(doc)));
    check_accepted(library.act("adam", doc, library.approve(doc)));
    CHECK(library.document(doc).working->state == core::RevisionState::approved);
}

TEST_CASE("a stuck place is given to somebody else, with a reason, by who may") {
    ModelLibrary library;
    library.draft_in_review(doc, "one");
    const core::Reassign to_bob{1, "reviewer", "@bob", "both are ill"};
    check_refused(library.act("ann", doc, to_bob), ErrorCode::permission_denied,
                  "may not reassign");
    check_refused(library.act("carl", doc, core::Reassign{1, "reviewer", "@bob", ""}),
                  ErrorCode::invalid_argument, "needs a reason");
    check_refused(library.act("carl", doc, core::Reassign{1, "approver", "@bob", "x"}),
                  ErrorCode::invalid_argument, "no open place");
    check_refused(library.act("carl", doc, core::Reassign{3, "approver", "@bob", "x"}),
                  ErrorCode::invalid_argument, "no open place");
    check_refused(library.act("carl", doc, core::Reassign{1, "reviewer", "@nobody", "x"}),
                  ErrorCode::not_found, "no person");
    check_refused(library.act("carl", doc, core::Reassign{1, "reviewer", "chef", "x"}),
                  ErrorCode::not_found, "no role");
    check_refused(library.act("carl", doc, core::Reassign{1, "reviewer", "reviewer", "x"}),
                  ErrorCode::invalid_argument, "stay as it is");
    check_accepted(library.act("carl", doc, to_bob));
    check_refused(library.act("rita", doc, library.review(doc)), ErrorCode::permission_denied,
                  "fills no open place");
    check_accepted(library.act("bob", doc, library.review(doc)));
    check_refused(library.act("carl", doc, core::Reassign{1, "@bob", "@rolf", "x"}),
                  ErrorCode::invalid_argument, "no open place");
}

TEST_CASE("a filled place is not given away") {
    auto library = library_with_route(R"("approval all approver,reviewer")");
    library.draft_in_review(doc, "one");
    check_accepted(library.act("adam", doc, library.approve(doc)));
    check_refused(library.act("carl", doc, core::Reassign{1, "approver", "@bob", "x"}),
                  ErrorCode::invalid_argument, "filled already");
    check_accepted(library.act("carl", doc, core::Reassign{1, "reviewer", "@bob", "x"}));
    check_accepted(library.act("bob", doc, library.approve(doc)));
    CHECK(library.document(doc).working->state == core::RevisionState::approved);
}

TEST_CASE("a self-released type needs no second person, and says so in each event") {
    ModelLibrary library(core::default_policy_text("Lavender Lane", "Europe/Warsaw", true));
    library.add_person("solo", {"author", "document-controller", "administrator"});
    const core::NewContent content = library.content(doc, "one");
    check_accepted(library.act("solo", doc, core::CreateDraft{identifier(doc), content, ""}));
    CHECK(check_accepted(library.act("solo", doc, library.submission(doc))).self_released);
    CHECK(check_accepted(library.act("solo", doc, library.release(doc))).self_released);
    CHECK(core::in_force(library.document(doc), library.now)->self_released);
    const core::RequestRetirement retire{{}, library.today(), "gone"};
    CHECK(check_accepted(library.act("solo", doc, retire)).self_released);
    CHECK(core::is_retired(library.document(doc), library.now));
}
