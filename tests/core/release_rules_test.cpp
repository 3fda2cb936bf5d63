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
constexpr auto one_day = std::chrono::hours(24);

std::string in_force_label(ModelLibrary& library, core::Instant at) {
    const auto* current = core::in_force(library.document(doc), at);
    return current == nullptr ? "" : current->label.text();
}

core::PeriodicReview outcome(const ModelLibrary& library, core::ReviewOutcome outcome) {
    return {outcome, library.today(), "looked at it"};
}

}  // namespace

TEST_CASE("a release for today is in force from its own event") {
    ModelLibrary library;
    library.draft_approved(doc, "one");
    const auto event = check_accepted(library.act("carl", doc, library.release(doc)));
    CHECK(event.state == core::RevisionState::effective);
    CHECK_FALSE(event.effective->first_instant.has_value());
    CHECK(event.review_due == core::months_after(library.today(), 24));
    CHECK(in_force_label(library, library.now) == "1.0");
    CHECK(in_force_label(library, library.now - std::chrono::seconds(1)).empty());
}

TEST_CASE("a revision released in the second of the one before follows it by its position") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    library.make_effective(doc, "two");
    CHECK(in_force_label(library, library.now) == "2.0");
    CHECK(core::state_of(library.document(doc), 0, library.now) == core::RevisionState::superseded);
}

TEST_CASE("current follows from dates and the clock, not from what was approved last") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    library.make_pending(doc, "two", 3);
    const auto start = library.in_days(3).first_instant;
    CHECK(in_force_label(library, start - std::chrono::seconds(1)) == "1.0");
    CHECK(in_force_label(library, start) == "2.0");
    library.now = start;
    library.record_due();
    CHECK(library.log.back().event.kind == core::EventKind::took_effect);
    CHECK(core::state_of(library.document(doc), 0, start) == core::RevisionState::superseded);
    CHECK(core::state_of(library.document(doc), 1, start) == core::RevisionState::effective);
}

TEST_CASE("what is due is recorded before anything else happens") {
    ModelLibrary library;
    library.make_pending(doc, "one", 3);
    library.now = library.in_days(3).first_instant;
    const core::Circumstances around{
        library.policy,
        library.people,
        {person_id("reed"), core::Authentication::password, core::Via::cli},
        library.now};
    check_refused(core::decide(around, library.document(doc), core::Acknowledge{}),
                  ErrorCode::conflict, "Record it first");
    check_accepted(library.act("reed", doc, core::Acknowledge{}));
}

TEST_CASE("a date in the past is refused, whatever instant is said to belong to it") {
    ModelLibrary library;
    library.draft_approved(doc, "one");
    check_refused(library.act("carl", doc, library.release(doc, -1)), ErrorCode::invalid_argument,
                  "is in the past");
    auto release = library.release(doc, -3);
    release.today = release.start.date;
    check_refused(library.act("carl", doc, release), ErrorCode::invalid_argument,
                  "not the date of today");
    release = library.release(doc, 2);
    release.start.first_instant += std::chrono::hours(40);
    check_refused(library.act("carl", doc, release), ErrorCode::invalid_argument, "do not match");
}

TEST_CASE("a release is a right, and for what was shown") {
    ModelLibrary library;
    library.draft_approved(doc, "one");
    check_refused(library.act("adam", doc, library.release(doc)), ErrorCode::permission_denied,
                  "may not release");
    auto release = library.release(doc);
    release.shown = digest_of("other");
    check_refused(library.act("carl", doc, release), ErrorCode::conflict, "not the content");
}

TEST_CASE("only one revision waits for its date") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    library.make_pending(doc, "two", 10);
    library.draft_approved(doc, "three");
    for (const int days : {0, 5, 10, 20}) {
        check_refused(library.act("carl", doc, library.release(doc, days)),
                      ErrorCode::failed_precondition, "revision 2.0 waits for its date");
    }
    library.pass(one_day * 11);
    check_accepted(library.act("carl", doc, library.release(doc)));
    CHECK(in_force_label(library, library.now) == "3.0");
}

TEST_CASE("a pending release is moved to another day ahead, with a reason") {
    ModelLibrary library;
    library.make_pending(doc, "one", 10);
    const auto move = [&](int days, const std::string& reason) {
        return library.act("carl", doc,
                           core::Reschedule{library.in_days(days), library.today(), reason});
    };
    check_refused(move(5, ""), ErrorCode::invalid_argument, "needs a reason");
    check_refused(move(0, "now"), ErrorCode::invalid_argument, "only be moved to a later day");
    check_refused(move(-1, "then"), ErrorCode::invalid_argument, "is in the past");
    const auto event = check_accepted(move(5, "the training is done"));
    CHECK(event.review_due == core::months_after(library.in_days(5).date, 24));
    CHECK(in_force_label(library, library.in_days(5).first_instant) == "1.0");
    check_accepted(move(20, "the training is not done"));
    CHECK(in_force_label(library, library.in_days(10).first_instant).empty());
}

TEST_CASE("a cancelled release goes back to approved, with its signatures") {
    ModelLibrary library;
    library.make_pending(doc, "one", 10);
    check_refused(library.act("carl", doc, core::CancelRelease{" "}), ErrorCode::invalid_argument,
                  "needs a reason");
    check_accepted(library.act("carl", doc, core::CancelRelease{"a typing error"}));
    const auto& working = *library.document(doc).working;
    CHECK(working.state == core::RevisionState::approved);
    CHECK(working.label == label("1.0"));
    CHECK(working.progress.signatures.size() == 3);  // authorship, review, approval
    check_accepted(library.act("carl", doc, library.release(doc)));
}

TEST_CASE("a cancelled release is withdrawn when a newer draft has its place") {
    ModelLibrary library;
    library.make_pending(doc, "one", 10);
    library.draft(doc, "two");
    const auto event =
        check_accepted(library.act("carl", doc, core::CancelRelease{"the new one is better"}));
    CHECK(event.state == core::RevisionState::withdrawn);
    CHECK(library.document(doc).working->label == label("2.0"));
    CHECK(library.document(doc).withdrawn.at(0).label == label("1.0"));
}

TEST_CASE("a label is never given again") {
    ModelLibrary library;
    library.draft(doc, "one");
    check_accepted(library.act("ann", doc, core::Withdraw{"not needed"}));
    library.draft(doc, "two");
    CHECK(library.document(doc).working->label == label("2.0"));
}

TEST_CASE("a withdrawal gives its reason, and is the author's or the releaser's") {
    ModelLibrary library;
    library.draft_in_review(doc, "one");
    check_refused(library.act("ann", doc, core::Withdraw{""}), ErrorCode::invalid_argument,
                  "a withdrawal needs a reason");
    check_refused(library.act("bob", doc, core::Withdraw{"x"}), ErrorCode::permission_denied,
                  "somebody else wrote");
    check_accepted(library.act("ann", doc, core::Withdraw{"no longer needed"}));
    CHECK_FALSE(library.document(doc).working.has_value());
}

TEST_CASE("the kind of change stays, and an edit changes something for a reason") {
    ModelLibrary library;
    library.draft(doc, "one");
    auto metadata = library.metadata(doc);
    metadata.change_kind = core::ChangeKind::minor;
    check_refused(
        library.act("ann", doc, core::EditDraft{library.content(metadata, "two"), "because"}),
        ErrorCode::failed_precondition, "the kind of change");
    check_refused(library.act("ann", doc, core::EditDraft{library.content(doc, "one"), "because"}),
                  ErrorCode::failed_precondition, "nothing would change");
    check_refused(library.act("ann", doc, core::EditDraft{library.content(doc, "two"), ""}),
                  ErrorCode::invalid_argument, "needs a reason");
}

TEST_CASE("a periodic review keeps with a new date, or leaves the document overdue") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    const auto due = *core::in_force(library.document(doc), library.now)->review_due;
    library.pass(one_day * 800);
    CHECK(in_force_label(library, library.now) == "1.0");
    for (const auto left : {core::ReviewOutcome::revise, core::ReviewOutcome::retire}) {
        CHECK(check_accepted(library.act("carl", doc, outcome(library, left))).review_due == due);
    }
    // Its owner may, without the right.
    const auto kept = library.act("ann", doc, outcome(library, core::ReviewOutcome::keep));
    CHECK(check_accepted(kept).review_due == core::months_after(library.today(), 24));
    check_refused(library.act("bob", doc, outcome(library, core::ReviewOutcome::keep)),
                  ErrorCode::permission_denied, "may not review");
    auto silent = outcome(library, core::ReviewOutcome::keep);
    silent.reason = "";
    check_refused(library.act("ann", doc, silent), ErrorCode::invalid_argument, "needs a reason");
    auto back_dated = outcome(library, core::ReviewOutcome::keep);
    back_dated.today = library.in_days(-30).date;
    check_refused(library.act("ann", doc, back_dated), ErrorCode::invalid_argument,
                  "not the date of today");
}

TEST_CASE("a document's own months go before its type's") {
    const int months = GENERATE(0, 6);
    ModelLibrary library;
    auto metadata = library.metadata(doc);
    metadata.review_months = months;
    library.draft(doc, "one");
    check_accepted(library.act("ann", doc, core::EditDraft{library.content(metadata, "x"), "y"}));
    check_accepted(library.act("ann", doc, library.submission(doc)));
    check_accepted(library.act("rita", doc, library.review(doc)));
    check_accepted(library.act("adam", doc, library.approve(doc)));
    const auto due = check_accepted(library.act("carl", doc, library.release(doc))).review_due;
    CHECK(due.has_value() == (months > 0));
    if (due) CHECK(*due == core::months_after(library.today(), months));
}

TEST_CASE("only the revision in force is acknowledged, and once") {
    ModelLibrary library;
    library.make_effective(doc, "one");
    const auto event = check_accepted(library.act("reed", doc, core::Acknowledge{}));
    CHECK(event.revision == label("1.0"));
    CHECK(event.acknowledges == library.document(doc).released.at(0).release_commit);
    check_refused(library.act("reed", doc, core::Acknowledge{{}, true}), ErrorCode::already_exists,
                  "acknowledged revision 1.0 already");
    library.make_pending(doc, "two", 3);
    check_refused(library.act("reed", doc, core::Acknowledge{label("2.0"), false}),
                  ErrorCode::failed_precondition, "revision 1.0 is");
    library.pass(one_day * 4);
    check_refused(library.act("reed", doc, core::Acknowledge{label("1.0"), false}),
                  ErrorCode::failed_precondition, "revision 2.0 is");
    CHECK(check_accepted(library.act("reed", doc, core::Acknowledge{})).revision == label("2.0"));
}
