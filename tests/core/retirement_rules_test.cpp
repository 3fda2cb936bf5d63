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

core::RequestRetirement request(const ModelLibrary& library, int days_ahead = 0) {
    core::RequestRetirement request{{}, library.today(), "the machine is gone"};
    if (days_ahead != 0) request.date = library.in_days(days_ahead);
    return request;
}

}  // namespace

TEST_CASE("a retirement is asked for with a reason and approved by somebody else") {
    ModelLibrary library;
    library.person("adam").roles = {"author", "approver"};
    library.make_effective(doc, "one");
    auto silent = request(library);
    silent.reason = "";
    check_refused(library.act("adam", doc, silent), ErrorCode::invalid_argument, "needs a reason");
    check_refused(library.act("reed", doc, request(library)), ErrorCode::permission_denied,
                  "may not ask for a retirement");
    check_accepted(library.act("adam", doc, request(library)));
    const auto sign = library.sign_retirement(doc, core::Decision::accept);
    check_refused(library.act("adam", doc, sign), ErrorCode::permission_denied,
                  "who asked for the retirement");
    check_refused(library.act("rita", doc, sign), ErrorCode::permission_denied,
                  "fills no open place");
    CHECK(core::in_force(library.document(doc), library.now) != nullptr);
    const auto event = check_accepted(library.act("eva", doc, sign));
    CHECK(event.state == core::RevisionState::retired);
    CHECK(core::is_retired(library.document(doc), library.now));
    CHECK(core::in_force(library.document(doc), library.now - std::chrono::seconds(1)) != nullptr);
}

TEST_CASE("a retirement on a date leaves the document in force until then") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    check_refused(library.act("ann", doc, request(library, -2)), ErrorCode::invalid_argument,
                  "cannot lie in the past");
    const auto date = library.in_days(5);
    check_accepted(library.act("ann", doc, request(library, 5)));
    check_accepted(library.act("adam", doc, library.sign_retirement(doc, core::Decision::accept)));
    CHECK(core::in_force(library.document(doc), date.first_instant - std::chrono::seconds(1)));
    CHECK_FALSE(core::in_force(library.document(doc), date.first_instant));
    library.now = date.first_instant;
    library.record_due();
    CHECK(library.log.back().event.state == core::RevisionState::retired);
    CHECK_FALSE(core::next_due(library.document(doc)).has_value());
}

TEST_CASE("a retirement signed after the date asked for happens at once") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    check_accepted(library.act("ann", doc, request(library, 2)));
    library.pass(std::chrono::hours(24 * 5));
    const auto event = check_accepted(
        library.act("adam", doc, library.sign_retirement(doc, core::Decision::accept)));
    CHECK(event.state == core::RevisionState::retired);
    CHECK_FALSE(event.effective.has_value());
}

TEST_CASE("a planned retirement is undone by who may release, not by who asked") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    check_accepted(library.act("ann", doc, request(library, 5)));
    check_accepted(library.act("adam", doc, library.sign_retirement(doc, core::Decision::accept)));
    check_refused(library.act("ann", doc, core::Withdraw{"no"}), ErrorCode::permission_denied,
                  "undo this retirement");
    check_refused(library.act("bob", doc, core::DraftRevision{library.content(doc, "x"), "y"}),
                  ErrorCode::failed_precondition, "is to be retired on");
    check_accepted(library.act("carl", doc, core::CancelRelease{"still needed"}));
    CHECK(core::in_force(library.document(doc), library.in_days(9).first_instant) != nullptr);
}

TEST_CASE("an open request is withdrawn by its requester, or rejected with a reason") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    check_accepted(library.act("ann", doc, request(library)));
    check_refused(library.act("bob", doc, core::Withdraw{"no"}), ErrorCode::permission_denied,
                  "undo this retirement");
    check_accepted(library.act("ann", doc, core::Withdraw{"a mistake"}));
    check_accepted(library.act("ann", doc, request(library)));
    auto rejection = library.sign_retirement(doc, core::Decision::reject);
    rejection.comment = "";
    check_refused(library.act("adam", doc, rejection), ErrorCode::invalid_argument,
                  "needs a reason");
    rejection.comment = "we still use it";
    check_accepted(library.act("adam", doc, rejection));
    CHECK_FALSE(library.document(doc).retirement.has_value());
    CHECK(core::in_force(library.document(doc), library.now) != nullptr);
}

TEST_CASE("a document with a draft or a revision to come is not retired") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    library.make_pending(doc, "two", 5);
    check_refused(library.act("ann", doc, request(library)), ErrorCode::failed_precondition,
                  "without a draft");
    check_accepted(library.act("carl", doc, core::CancelRelease{"x"}));
    check_refused(library.act("ann", doc, request(library)), ErrorCode::failed_precondition,
                  "without a draft");
    check_accepted(library.act("carl", doc, core::Withdraw{"x"}));
    check_accepted(library.act("ann", doc, request(library)));
}

TEST_CASE("a retired document comes back by a new revision through the route") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    check_accepted(library.act("ann", doc, request(library)));
    check_accepted(library.act("adam", doc, library.sign_retirement(doc, core::Decision::accept)));
    const auto retired_at = library.now;
    library.pass(std::chrono::hours(1));
    library.make_effective(doc, "two");
    CHECK(core::in_force(library.document(doc), library.now)->label == label("2.0"));
    CHECK(core::in_force(library.document(doc), retired_at) == nullptr);
    CHECK(core::state_of(library.document(doc), 0, library.now) == core::RevisionState::retired);
}
