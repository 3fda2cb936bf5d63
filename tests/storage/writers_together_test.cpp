// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>
#include <thread>

#include <catch2/catch.hpp>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/git_register_reader.h"
#include "tests/support/command.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"

using namespace muniment;
using core::ErrorCode;

namespace {

core::DraftChange text(int number) {
    return test::markdown("# Shared\n\nNumber " + std::to_string(number) + "\n");
}

/// Edits the document so often; the comments of those that the library said it has.
std::vector<std::string> edit(core::LibraryWriter& writer, const core::Acting& acting,
                              const core::Identifier& id, int first, int count) {
    std::vector<std::string> landed;
    for (int i = first; i < first + count; ++i) {
        const std::string reason = acting.person.text() + " " + std::to_string(i);
        const auto done = writer.edit_draft(acting, id, text(i), reason);
        if (done) {
            landed.push_back(reason);
        } else if (done.error().code != ErrorCode::conflict &&
                   done.error().code != ErrorCode::unavailable) {
            landed.push_back("failed: " + done.error().message);
        }
    }
    return landed;
}

/// The comments of all edits in the register.
std::multiset<std::string> edits_in(const test::RealLibrary& library) {
    storage::GitRegisterReader reader(
        test::must(storage::ObjectStore::open(library.layout.repository())));
    std::multiset<std::string> comments;
    test::must(reader.each_after(0, [&](const core::RegisterEntry& entry) -> core::Status {
        for (const auto& subject : entry.subjects) {
            if (entry.kind == core::EventKind::draft_edited) comments.insert(subject.event.comment);
        }
        return {};
    }));
    return comments;
}

void check_whole(const test::RealLibrary& library) {
    const auto report = library.verify();
    INFO(test::describe(report));
    CHECK(report.faults.empty());
    const auto checked =
        test::run_command({"git", "-c", "safe.directory=*", "--git-dir",
                           library.layout.repository().string(), "fsck", "--strict"});
    INFO(checked.text);
    CHECK(checked.status == 0);
}

}  // namespace

TEST_CASE("threads with services of their own write one library at once, and nothing is lost") {
    test::RealLibrary library;
    library.enrol("ann", {"author"});
    library.enrol("carl", {"document-controller"});
    const auto id = library.draft("Shared", "# Shared\n");
    std::vector<std::vector<std::string>> landed(4);
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&library, &landed, &id, i] {
            const auto services = library.open_another();
            landed[static_cast<std::size_t>(i)] = edit(
                services->writer(), library.acting(i % 2 == 0 ? "ann" : "carl"), id, i * 100, 8);
        });
    }
    for (auto& thread : threads) thread.join();
    std::multiset<std::string> expected;
    for (const auto& some : landed) expected.insert(some.begin(), some.end());
    CHECK(expected.size() > 8);
    CHECK(edits_in(library) == expected);
    check_whole(library);
    library.reopen();
    CHECK(library.reader().catch_up());
}

TEST_CASE("processes write one library at once, and nothing is lost") {
    test::RealLibrary library;
    library.enrol("ann", {"author"});
    const auto id = library.draft("Shared", "# Shared\n");
    std::vector<pid_t> children;
    for (int i = 0; i < 3; ++i) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            const auto services = library.open_another();
            const auto landed = edit(services->writer(), library.acting("ann"), id, i * 100, 6);
            ::_exit(static_cast<int>(landed.size()));
        }
        children.push_back(child);
    }
    std::size_t landed = 0;
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFEXITED(status));
        landed += static_cast<std::size_t>(WEXITSTATUS(status));
    }
    CHECK(landed > 6);
    CHECK(edits_in(library).size() == landed);
    check_whole(library);
}

TEST_CASE("a writer that is killed at any moment leaves a library that goes on") {
    test::RealLibrary library;
    library.enrol("ann", {"author"});
    const auto id = library.draft("Shared", "# Shared\n");
    std::mt19937 random(20260504);
    const auto main = library.layout.repository() / "refs" / "heads" / "main";
    std::size_t known = 0;
    for (int round = 0; round < 40; ++round) {
        const std::string before = test::read_file(main);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            const auto services = library.open_another();
            int first = round * 100000;
            while (!edit(services->writer(), library.acting("ann"), id, first, 100).empty()) {
                first += 100;
            }
            ::_exit(1);
        }
        int status = 0;
        while (test::read_file(main) == before && ::waitpid(child, &status, WNOHANG) == 0) {
            ::usleep(500);
        }
        ::usleep(std::uniform_int_distribution<unsigned>(0, 40000)(random));
        REQUIRE(::kill(child, SIGKILL) == 0);
        REQUIRE(::waitpid(child, &status, 0) == child);
        INFO("round " << round);
        if (round % 4 == 0) {  // git's own lock, as a writer leaves it that dies in the very move
            test::write_file(library.layout.repository() / "refs/heads/main.lock", "");
            test::write_file(library.layout.writer_lock(), std::to_string(child) + "\n");
        }
        library.reopen();
        const auto done = library.writer().edit_draft(library.acting("ann"), id, text(-round - 1),
                                                      "after " + std::to_string(round));
        INFO((done ? "" : done.error().message));
        REQUIRE(done);
        const auto edits = edits_in(library);
        CHECK(edits.size() > known);
        known = edits.size();
        const auto report = library.verify({.high_water = library.services().high_water()});
        INFO(test::describe(report));
        REQUIRE(report.faults.empty());
    }
    check_whole(library);
}
