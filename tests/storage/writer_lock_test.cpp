// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer_lock.h"

#include <atomic>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using storage::WriterLock;
using namespace std::chrono_literals;

namespace {

/// A process of its own that holds the lock until it is killed.
pid_t hold_in_another_process(const std::filesystem::path& file) {
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = WriterLock::acquire(file, 10s);
        const char answer = lock ? 'y' : 'n';
        if (::write(ready[1], &answer, 1) != 1) ::_exit(1);
        for (;;) ::pause();
    }
    char answer = 0;
    REQUIRE(::read(ready[0], &answer, 1) == 1);
    REQUIRE(answer == 'y');
    ::close(ready[0]);
    ::close(ready[1]);
    return child;
}

void kill_and_wait(pid_t child) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

}  // namespace

TEST_CASE("one holder at a time, and letting go gives it to the next") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "lock";
    {
        const auto held = WriterLock::acquire(file, 0ms);
        REQUIRE(held);
        CHECK_FALSE(held->holder_before_died());
        const auto refused = WriterLock::acquire(file, 1ms);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::unavailable);
        CHECK(refused.error().message.find("process " + std::to_string(::getpid())) !=
              std::string::npos);
    }
    const auto again = WriterLock::acquire(file, 0ms);
    REQUIRE(again);
    CHECK_FALSE(again->holder_before_died());
}

TEST_CASE("a dead holder's lock is free, and the next one is told") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "lock";
    const pid_t child = hold_in_another_process(file);
    const auto refused = WriterLock::acquire(file, 1ms);
    kill_and_wait(child);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("process " + std::to_string(child)) != std::string::npos);
    {
        const auto next = WriterLock::acquire(file, 10s);
        REQUIRE(next);
        CHECK(next->holder_before_died());
    }
    CHECK_FALSE(WriterLock::acquire(file, 0ms)->holder_before_died());
}

TEST_CASE("threads that wait get it one after the other") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "lock";
    std::atomic<int> inside{0};
    std::atomic<int> faults{0};
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 5; ++round) {
                const auto lock = WriterLock::acquire(file, 60s);
                if (!lock || ++inside != 1) ++faults;
                --inside;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(faults == 0);
}

TEST_CASE("a lock that cannot be made says why") {
    const test::TemporaryFolder folder;
    CHECK(WriterLock::acquire(folder.path() / "no" / "lock", 0ms).error().code ==
          ErrorCode::not_found);
}
