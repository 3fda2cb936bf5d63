// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/real_library.h"
#include "tests/support/refusal.h"

// What is hidden from a person stays hidden in lists, by default answers, in refusals and by acts.

using namespace muniment;
using core::ErrorCode;
using core::RevisionState;
using test::check_refused;
using test::must;

namespace {

struct Fixture {
    Fixture() { library.enrol_everyone(); }

    core::Viewer viewer(const std::string& id) {
        must(library.reader().catch_up());
        return must(library.reader().viewer(test::person_id(id)));
    }

    core::DocumentRow row(const std::string& person, const core::Identifier& id,
                          const core::DocumentFilter& filter = {}) {
        const auto rows = must(library.reader().list(viewer(person), filter));
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [&](const auto& candidate) { return candidate.id == id; });
        if (found == rows.end()) throw std::runtime_error(id.text() + " is not in the list");
        return *found;
    }

    void retire(const core::Identifier& id) {
        must(library.writer().retire(library.acting("ann"), id, "No longer sold", {}));
        core::LibraryWriter::Signing signing;
        signing.request = core::Request::retirement;
        must(library.writer().sign(library.acting("adam"), id, signing));
        library.pass(std::chrono::hours(1));
    }

    void revise(const core::Identifier& id, const std::string& title,
                const std::string& reading_class = "internal") {
        auto change = test::markdown("# " + title + "\n", title);
        change.reading_class = reading_class;
        must(library.writer().draft_revision(library.acting("ann"), id, change, "better"));
    }

    void release(const core::Identifier& id, std::optional<core::Date> date = {}) {
        library.pass(std::chrono::hours(1));
        library.submit(id);
        library.review(id);
        library.approve(id);
        library.release(id, date);
    }

    test::RealLibrary library;
};

}  // namespace

TEST_CASE("beside a retired revision, readers see nothing of a draft or a pending release") {
    Fixture fixture;
    const auto id = fixture.library.make_effective("Old Title", "# Old\n");
    fixture.retire(id);
    const auto check_old = [&] {
        const auto row = fixture.row("reed", id);
        CHECK(row.title == "Old Title");
        CHECK(row.state == RevisionState::retired);
        CHECK(row.revision == "1.0");
        CHECK_FALSE(row.draft_revision);
        core::DocumentFilter drafts;
        drafts.state = RevisionState::draft;
        CHECK(must(fixture.library.reader().list(fixture.viewer("reed"), drafts)).empty());
        const auto shown = must(fixture.library.reader().show(fixture.viewer("reed"), id, {}));
        CHECK(shown.revision.text() == "1.0");
        CHECK(shown.state == RevisionState::retired);
    };
    check_old();
    fixture.revise(id, "Secret Title");
    CHECK(fixture.row("ann", id).title == "Secret Title");
    check_old();
    fixture.release(id, fixture.library.in_days(10));
    check_old();
}

TEST_CASE("a list is filtered by what the viewer sees of a document") {
    Fixture fixture;
    const auto id = fixture.library.make_effective("Old Title", "# Old\n");
    fixture.retire(id);
    auto change = test::markdown("# New\n", "New");
    change.owner = test::person_id("bob");
    must(fixture.library.writer().draft_revision(fixture.library.acting("ann"), id, change, "new"));
    core::DocumentFilter of_bob;
    of_bob.owner = test::person_id("bob");
    CHECK(must(fixture.library.reader().list(fixture.viewer("reed"), of_bob)).empty());
    CHECK(fixture.row("carl", id, of_bob).title == "New");
    core::DocumentFilter of_ann;
    of_ann.owner = test::person_id("ann");
    CHECK(fixture.row("reed", id, of_ann).title == "Old Title");
}

TEST_CASE("nobody changes a draft that they may not read") {
    Fixture fixture;
    auto& writer = fixture.library.writer();
    const auto bob = fixture.library.acting("bob");
    const auto id = fixture.library.make_effective("Title", "# One\n");
    fixture.revise(id, "Two");
    check_refused(writer.edit_draft(bob, id, test::markdown("# Mine\n"), "mine"),
                  ErrorCode::failed_precondition, "revision 1.0 is effective");
    check_refused(writer.submit(bob, id, ""), ErrorCode::failed_precondition,
                  "revision 1.0 is effective");
    check_refused(writer.withdraw(bob, id, "away"), ErrorCode::failed_precondition,
                  "nothing to withdraw");
    // That somebody is at work already is all that can be guessed.
    check_refused(writer.draft_revision(bob, id, test::markdown("# Mine\n"), "mine"),
                  ErrorCode::failed_precondition, "cannot be changed so now");
    CHECK(must(fixture.library.reader().show(fixture.viewer("ann"), id, {{}, true, {}}))
              .metadata.title == "Two");
}

TEST_CASE("a new draft begins with nothing that its author may not read") {
    Fixture fixture;
    auto& writer = fixture.library.writer();
    const auto bob = fixture.library.acting("bob");
    const auto secret = fixture.library.make_effective("Open", "# Open\n");
    fixture.revise(secret, "Closed", "confidential");
    fixture.release(secret);
    check_refused(writer.draft_revision(bob, secret, {}, "mine"), ErrorCode::failed_precondition,
                  "cannot be changed so now");
    const auto pending = fixture.library.make_effective("Now", "# Now\n");
    fixture.revise(pending, "Later");
    fixture.release(pending, fixture.library.in_days(10));
    check_refused(writer.draft_revision(bob, pending, {}, "mine"), ErrorCode::failed_precondition,
                  "cannot be changed so now");
}

TEST_CASE("refusals tell nothing of what is hidden") {
    Fixture fixture;
    auto& writer = fixture.library.writer();
    const auto reed = fixture.library.acting("reed");
    const auto id = fixture.library.make_effective("Title", "# One\n");
    core::LibraryWriter::Signing signing;
    const auto refusal = [&] {
        const auto refused = writer.sign(reed, id, signing);
        REQUIRE_FALSE(refused);
        return refused.error().message;
    };
    const std::string before = refusal();
    fixture.revise(id, "Two");
    CHECK(refusal() == before);
    fixture.release(id, fixture.library.in_days(10));
    CHECK(refusal() == before);
}

TEST_CASE("what cannot be read cannot be acknowledged") {
    Fixture fixture;
    const auto id = fixture.library.make_effective("Open", "# Open\n");
    fixture.revise(id, "Closed", "confidential");
    fixture.release(id);
    const auto refused =
        fixture.library.writer().acknowledge(fixture.library.acting("reed"), id, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("2.0") == std::string::npos);
}

TEST_CASE("a history has the releases that its reader may read, and no others") {
    Fixture fixture;
    const auto id = fixture.library.make_effective("Open", "# Open\n");
    fixture.revise(id, "Closed", "confidential");
    fixture.release(id);
    core::TrailFilter filter;
    filter.subject = core::SubjectName(id);
    const auto labels = [&](const std::string& person) {
        std::set<std::string> seen;
        for (const auto& line :
             must(fixture.library.reader().history(fixture.viewer(person), filter)))
            seen.insert(line.revision);
        return seen;
    };
    CHECK(labels("reed") == std::set<std::string>{"1.0"});
    CHECK(labels("rita") == std::set<std::string>{"1.0", "2.0"});
}

TEST_CASE("a delegate reads and signs what the delegator could, while the delegation lasts") {
    Fixture fixture;
    auto& library = fixture.library;
    library.enrol("dora", {"reader"});
    const auto id = library.draft("Title", "# One\n");
    library.submit(id);
    CHECK_FALSE(library.reader().show(fixture.viewer("dora"), id, {{}, true, {}}));
    must(library.writer().delegate(library.acting("rita"), test::person_id("dora"),
                                   library.in_days(0), library.in_days(3)));
    CHECK(library.reader().show(fixture.viewer("dora"), id, {{}, true, {}}));
    CHECK(must(library.reader().tasks(fixture.viewer("dora"))).size() == 1);
    core::LibraryWriter::Signing signing;
    signing.meaning = core::Meaning::review;
    must(library.writer().sign(library.acting("dora"), id, signing));
    library.pass(std::chrono::hours(24 * 5));
    CHECK_FALSE(library.reader().show(fixture.viewer("dora"), id, {{}, true, {}}));
}

TEST_CASE("tasks are told by what has come due, registered or not") {
    Fixture fixture;
    auto& library = fixture.library;
    const auto id = library.make_effective("Title", "# One\n");
    fixture.revise(id, "Two");
    fixture.release(id, library.in_days(2));
    fixture.revise(id, "Three");
    library.submit(id);
    // The second revision's day comes while nothing runs.
    library.pass(std::chrono::hours(24 * 3));
    const auto tasks = must(library.reader().tasks(fixture.viewer("rita")));
    REQUIRE(tasks.size() == 1);
    CHECK(tasks.front().revision == "3.0");
    CHECK(tasks.front().title == "Three");
}

TEST_CASE("stored links tell nobody of documents that are not for them") {
    Fixture fixture;
    auto& writer = fixture.library.writer();
    auto closed = test::markdown("# Closed\n", "Closed");
    closed.reading_class = "confidential";
    const auto secret = must(writer.create_draft(fixture.library.acting("ann"), "SOP", closed)).id;
    const auto open = fixture.library.make_effective("Open", "# Open\n");
    const auto text =
        "[a](" + secret.text() + ".md) [b](SOP-0999.md) [c](" + open.text() + ".md)\n";
    const auto id = must(writer.create_draft(fixture.library.acting("bob"), "SOP",
                                             test::markdown(text, "Links")))
                        .id;
    const auto links = [&](const std::string& person) {
        std::string targets;
        const auto shown =
            must(fixture.library.reader().show(fixture.viewer(person), id, {{}, true, {}}));
        for (const auto& link : shown.metadata.links) targets += link.second + " ";
        return targets;
    };
    CHECK(links("bob") == open.text() + " ");
    CHECK(links("carl") == secret.text() + " " + open.text() + " ");
    // A link comes to life with the right to read where it leads.
    core::DraftChange opened;
    opened.reading_class = "internal";
    must(writer.edit_draft(fixture.library.acting("ann"), secret, opened, "For everybody"));
    fixture.release(secret);
    CHECK(links("bob") == secret.text() + " " + open.text() + " ");
}

TEST_CASE("a superseded revision does not name a successor that its reader may not read") {
    Fixture fixture;
    const auto id = fixture.library.make_effective("Title", "# One\n");
    fixture.revise(id, "Two", "confidential");
    fixture.release(id);
    core::RevisionChoice first;
    first.label = core::RevisionLabel::parse("1.0").value();
    CHECK_FALSE(
        must(fixture.library.reader().show(fixture.viewer("reed"), id, first)).superseded_by);
    CHECK(must(fixture.library.reader().show(fixture.viewer("carl"), id, first)).superseded_by);
}

TEST_CASE("the remark on a release is for those who could foresee it") {
    Fixture fixture;
    const auto id = fixture.library.draft("Title", "# One\n");
    fixture.library.submit(id);
    fixture.library.review(id);
    fixture.library.approve(id);
    const auto draft =
        must(fixture.library.reader().show(fixture.viewer("carl"), id, {{}, true, {}}));
    must(fixture.library.writer().release(fixture.library.acting("carl"),
                                          {{id, draft.content.sha256}}, {}, "Complaint C-31"));
    const auto remark = [&](const std::string& person) {
        core::TrailFilter filter;
        filter.subject = core::SubjectName(id);
        filter.event = core::EventKind::released;
        return must(fixture.library.reader().history(fixture.viewer(person), filter)).at(0).reason;
    };
    CHECK(remark("reed").empty());
    CHECK(remark("carl") == "Complaint C-31");
}
