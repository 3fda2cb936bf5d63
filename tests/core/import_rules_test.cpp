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

core::Import import_of(const ModelLibrary& library, const std::string& text, int days) {
    core::Import import;
    import.id = identifier(doc);
    import.content = library.content(doc, text);
    import.as_effective = true;
    import.stated_start = library.in_days(days);
    import.today = library.today();
    import.manifest = digest_of("manifest");
    import.statement = "taken over from the old share, compared line by line";
    return import;
}

}  // namespace

TEST_CASE("revisions of a migration follow each other by their stated dates") {
    ModelLibrary library;
    auto first = import_of(library, "one", -400);
    first.revision = label("3");
    first.stated_author = "Dr Müller";
    first.stated_approvers = {"E. Kowalska", "J. Nowak"};
    check_accepted(library.act("olga", doc, first));
    const auto second = check_accepted(library.act("olga", doc, import_of(library, "two", -40)));
    CHECK(second.revision == label("4.0"));
    CHECK(second.review_due == core::months_after(library.in_days(-40).date, 24));
    const auto& state = library.document(doc);
    CHECK(core::in_force(state, library.in_days(-100).first_instant)->label == label("3"));
    CHECK(core::in_force(state, library.now)->label == label("4.0"));
    CHECK(state.released.at(0).imported);
    CHECK(state.released.at(0).stated_approvers.size() == 2);
    CHECK(state.authors.empty());
    check_refused(library.act("olga", doc, import_of(library, "three", -50)),
                  ErrorCode::invalid_argument, "in the order of their dates");
}

TEST_CASE("an import states nothing that lies ahead, and today is today") {
    ModelLibrary library;
    check_refused(library.act("olga", doc, import_of(library, "one", 1)),
                  ErrorCode::invalid_argument, "lies ahead");
    auto undated = import_of(library, "one", 0);
    undated.stated_start.reset();
    undated.today = date("2019-01-01");
    check_refused(library.act("olga", doc, undated), ErrorCode::invalid_argument,
                  "not the date of today");
    undated.today = library.today();
    const auto event = check_accepted(library.act("olga", doc, undated));
    CHECK(core::in_force(library.document(doc), library.now) != nullptr);
    CHECK_FALSE(event.effective->first_instant.has_value());
}

TEST_CASE("an import does not touch what is controlled here") {
    ModelLibrary library;
    check_accepted(library.act("olga", doc, import_of(library, "one", -9)));
    library.draft(doc, "two");
    check_accepted(library.act("ann", doc, core::Withdraw{"x"}));
    check_refused(library.act("olga", doc, import_of(library, "three", -1)),
                  ErrorCode::failed_precondition, "controlled here already");
}

TEST_CASE("an imported draft goes through the route, its importer being an author") {
    ModelLibrary library;
    library.person("olga").roles = {"administrator", "reviewer"};
    auto import = import_of(library, "one", -9);
    import.as_effective = false;
    CHECK(check_accepted(library.act("olga", doc, import)).state == core::RevisionState::draft);
    check_refused(library.act("olga", doc, import), ErrorCode::failed_precondition,
                  "controlled here already");
    check_accepted(library.act("ann", doc, library.submission(doc)));
    check_refused(library.act("olga", doc, library.review(doc)), ErrorCode::permission_denied,
                  "somebody else must sign");
}

TEST_CASE("imports are a right, with a statement, a manifest and unused labels") {
    ModelLibrary library;
    check_refused(library.act("ann", doc, import_of(library, "one", -9)),
                  ErrorCode::permission_denied, "may not import");
    auto import = import_of(library, "one", -9);
    import.statement = "";
    check_refused(library.act("olga", doc, import), ErrorCode::invalid_argument, "needs a reason");
    import = import_of(library, "one", -9);
    import.manifest = core::Digest();
    check_refused(library.act("olga", doc, import), ErrorCode::invalid_argument, "its manifest");
    import = import_of(library, "one", -9);
    import.stated_author = "Dr\nPerson: olga";
    check_refused(library.act("olga", doc, import), ErrorCode::invalid_argument, "on one line");
    import = import_of(library, "one", -9);
    import.revision = label("999999");
    check_refused(library.act("olga", doc, import), ErrorCode::invalid_argument, "no label left");
    import.revision = label("7.2");
    check_accepted(library.act("olga", doc, import));
    check_refused(library.act("olga", doc, import), ErrorCode::already_exists, "a revision 7.2");
    import.id = core::policy_identifier();
    check_refused(library.act("olga", "POLICY", import), ErrorCode::invalid_argument, "");
}
