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

core::Result<core::Event> create(ModelLibrary& library, const core::Metadata& metadata,
                                 std::int64_t bytes = 100) {
    auto content = library.content(metadata, "text");
    content.bytes = bytes;
    return library.act("ann", doc, core::CreateDraft{identifier(doc), content, ""});
}

/// The policy as the founding leaves it.
void found_policy(ModelLibrary& library) {
    core::Event event;
    event.kind = core::EventKind::library_accepted;
    event.subject = core::SubjectName(core::policy_identifier());
    event.revision = label("1.0");
    event.state = core::RevisionState::effective;
    event.type = "POLICY";
    event.effective = core::EffectiveDate{library.today(), {}};
    event.metadata = library.metadata("POLICY");
    event.content_sha256 = digest_of("policy");
    event.person = person_id("olga");
    const auto tree = core::ObjectId::parse(std::string(40, 'a')).value();
    const core::EventPosition position{2, library.now, tree, tree};
    library.document("POLICY") = core::apply(library.document("POLICY"), event, position);
    library.pass(std::chrono::minutes(1));
}

}  // namespace

TEST_CASE("metadata that the policy does not allow are refused with what is wrong") {
    ModelLibrary library;
    const auto good = library.metadata(doc);
    auto bad = good;
    bad.title = "  ";
    check_refused(create(library, bad), ErrorCode::invalid_argument, "needs a title");
    for (const std::string title :
         {" led", "tail ", "two\nlines", "\x1b[31m", "a\xE2\x80\xAE b", "\xff"}) {
        bad.title = title;
        check_refused(create(library, bad), ErrorCode::invalid_argument, "cannot be used");
    }
    bad.title = std::string(201, 'x');
    check_refused(create(library, bad), ErrorCode::invalid_argument, "at most 200");
    bad = good;
    bad.type = "WI";
    check_refused(create(library, bad), ErrorCode::invalid_argument, "numbering of type WI");
    bad.type = "XXX";
    check_refused(create(library, bad), ErrorCode::not_found, "POL");
    bad = good;
    bad.reading_class = "secret";
    check_refused(create(library, bad), ErrorCode::invalid_argument, "confidential, internal");
    bad = good;
    bad.owner = person_id("nobody");
    check_refused(create(library, bad), ErrorCode::not_found, "nobody");
    bad = good;
    bad.review_months = 1201;
    check_refused(create(library, bad), ErrorCode::invalid_argument, "1200");
    check_refused(create(library, good, 20971521), ErrorCode::invalid_argument, "20971520");
    check_accepted(create(library, good, 20971520));
    check_refused(create(library, good), ErrorCode::already_exists, "never used twice");
}

TEST_CASE("drafting is a right and needs no signature") {
    ModelLibrary library;
    check_refused(
        library.act("reed", doc, core::CreateDraft{identifier(doc), library.content(doc, "x"), ""}),
        ErrorCode::permission_denied, "may not write drafts");
    library.person("ann").keys.clear();
    library.person("ann").enrolment = core::Enrolment::invited;
    library.draft(doc, "one");
    check_refused(library.act("ann", doc, library.submission(doc)), ErrorCode::permission_denied,
                  "Enrol first");
}

TEST_CASE("the policy is a document that people with their own right change by signing") {
    ModelLibrary library;
    found_policy(library);
    const core::DraftRevision change{library.content("POLICY", "format = 1"), "another route"};
    check_refused(library.act("ann", "POLICY", change), ErrorCode::permission_denied,
                  "may not write drafts");
    library.signing = core::Authentication::session;
    check_refused(library.act("olga", "POLICY", change), ErrorCode::permission_denied,
                  "your password");
    library.signing = core::Authentication::password;
    const auto drafted = check_accepted(library.act("olga", "POLICY", change));
    CHECK(core::signer_of(drafted) == core::Signer::person);
    check_accepted(library.act("olga", "POLICY", library.submission("POLICY")));
    check_refused(library.act("olga", "POLICY", library.approve("POLICY")),
                  ErrorCode::permission_denied, "somebody else must sign");
    check_accepted(library.act("otto", "POLICY", library.approve("POLICY")));
    check_accepted(library.act("otto", "POLICY", library.release("POLICY")));
    CHECK(library.document("POLICY").released.size() == 2);
    const core::RequestRetirement retire{{}, library.today(), "anarchy"};
    check_refused(library.act("carl", "POLICY", retire), ErrorCode::failed_precondition,
                  "cannot be without its policy");
    check_refused(library.act("carl", "POLICY",
                              core::CreateDraft{core::policy_identifier(),
                                                library.content("POLICY", "x"), ""}),
                  ErrorCode::already_exists, "never used twice");
}

TEST_CASE("leaving solo is one person's change, returning is not") {
    ModelLibrary library(core::default_policy_text("Lavender Lane", "Europe/Warsaw", true));
    found_policy(library);
    const auto change = [&](const std::string& text) {
        return core::DraftRevision{library.content("POLICY", text), "staff"};
    };
    check_accepted(library.act("olga", "POLICY", change("two people from now on")));
    check_accepted(library.act("olga", "POLICY", library.submission("POLICY")));
    check_accepted(library.act("olga", "POLICY", library.release("POLICY")));
    library.policy = core::parse_policy(ModelLibrary::default_policy()).value();
    library.pass(std::chrono::minutes(1));
    check_accepted(library.act("olga", "POLICY", change("alone again")));
    check_accepted(library.act("olga", "POLICY", library.submission("POLICY")));
    check_refused(library.act("olga", "POLICY", library.release("POLICY")),
                  ErrorCode::failed_precondition, "only an approved revision");
}
