// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "core/policy.h"
#include "storage/stored_commit.h"
#include "storage/tree_change.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"
#include "tests/support/refusal.h"
#include "tests/support/register_forge.h"

// Events that could not have followed each other, and acts that would make such events.

using namespace muniment;
using core::ErrorCode;
using test::check_refused;
using test::must;

TEST_CASE("a register without one of its events is refused, never applied blindly") {
    test::RealLibrary library;
    library.enrol_everyone();
    const auto id = library.make_effective("Shelves", "# Shelves\n");
    must(library.writer().draft_revision(library.acting("ann"), id, test::markdown("# Two\n"),
                                         "better"));
    library.submit(id);
    library.review(id);
    library.approve(id);
    library.release(id, library.in_days(5));
    must(library.writer().reschedule(library.acting("carl"), id, library.in_days(9), "later"));
    must(library.writer().cancel(library.acting("carl"), id, "not yet"));

    test::RegisterForge forge(library.layout);
    const auto events = forge.events();
    int refused = 0;
    for (std::size_t dropped = 0; dropped < events.size(); ++dropped) {
        if (events[dropped].subjects.size() != 1) continue;
        INFO("without event " << dropped + 2);
        auto others = events;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(dropped));
        forge.rechain(others, true);
        std::filesystem::remove_all(library.layout.folder() / "projections");
        std::filesystem::remove(library.layout.folder() / "accounts.db");
        test::OpenServices services(library.layout, library.clock);
        const auto caught_up = services.reader().catch_up();
        if (!caught_up) {
            ++refused;
            CHECK(caught_up.error().code == ErrorCode::data_corrupt);
            CHECK_FALSE(caught_up.error().message.empty());
        }
        forge.restore();
    }
    CHECK(refused > 0);
}

TEST_CASE("a document stands in one event once") {
    test::RealLibrary library;
    library.enrol_everyone();
    const auto id = library.draft("Shelves", "# Shelves\n");
    library.submit(id);
    library.review(id);
    library.approve(id);
    check_refused(library.writer().release(library.acting("carl"), {{id, {}}, {id, {}}}, {}, ""),
                  ErrorCode::invalid_argument, "named twice");
    library.release(id);
    CHECK(library.verify().faults.empty());
}

TEST_CASE("all subjects of one event are judged by the policy before it") {
    test::RealLibrary library;
    library.enrol_everyone();
    const auto id = library.draft("Shelves", "# Shelves\n");
    library.submit(id);
    library.review(id);
    library.approve(id);
    library.pass(std::chrono::hours(1));
    const auto policy = core::policy_identifier();
    auto text = core::default_policy_text("Test", "Europe/Warsaw", false);
    const std::string months = "review_months = 24";
    for (auto at = text.find(months); at != std::string::npos; at = text.find(months))
        text.replace(at, months.size(), "review_months = 6");
    core::DraftChange change;
    change.master = core::MasterFile{".toml", text};
    must(library.writer().draft_revision(library.acting("carl"), policy, change, "sooner"));
    must(library.writer().submit(library.acting("carl"), policy, ""));
    must(library.writer().sign(library.acting("olga"), policy, {}));
    must(library.writer().release(library.acting("carl"), {{policy, {}}, {id, {}}}, {}, "both"));
    const auto report = library.verify();
    INFO(test::describe(report));
    CHECK(report.faults.empty());
}

TEST_CASE("a release holds to the digest that was shown of each document") {
    test::RealLibrary library;
    library.enrol_everyone();
    std::vector<core::LibraryWriter::Releasing> both;
    for (const char* title : {"One", "Two"}) {
        const auto id = library.draft(title, std::string("# ") + title + "\n");
        library.submit(id);
        library.review(id);
        library.approve(id);
        both.push_back({id, {}});
    }
    const auto carl = must(library.reader().viewer(test::person_id("carl")));
    must(library.reader().catch_up());
    for (auto& document : both) {
        document.digest =
            must(library.reader().show(carl, document.id, {{}, true, {}})).content.sha256;
    }
    std::swap(both[0].digest, both[1].digest);
    check_refused(library.writer().release(library.acting("carl"), both, {}, ""),
                  ErrorCode::conflict, "");
    std::swap(both[0].digest, both[1].digest);
    CHECK(must(library.writer().release(library.acting("carl"), both, {}, "")).size() == 2);
}

TEST_CASE("a tree that names itself again and again ends in a fault, not in exhaustion") {
    const test::RealLibrary library;
    auto store = must(storage::ObjectStore::open(library.layout.repository()));
    storage::TreeChanges one;
    one["a"] = storage::TreeNode{storage::EntryKind::file, must(store.write_blob("x"))};
    auto tree = must(storage::change_tree(store, core::ObjectId(), one));
    for (int level = 0; level < 20; ++level) {
        storage::TreeChanges ten;
        for (char name = 'a'; name < 'k'; ++name)
            ten[std::string(1, name)] = storage::TreeNode{storage::EntryKind::folder, tree};
        tree = must(storage::change_tree(store, core::ObjectId(), ten));
    }
    must(store.flush());
    check_refused(storage::read_subject_files(store, tree), ErrorCode::data_corrupt,
                  "10,000 files");
}
