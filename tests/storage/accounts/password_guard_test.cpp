// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/password_guard.h"

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/accounts/accounts.h"
#include "tests/support/model_library.h"
#include "tests/support/set_clock.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using core::Instant;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using storage::Origin;

namespace {

const Origin stranger{core::Via::web, "192.0.2.7", "", false};
const Origin known{core::Via::web, "192.0.2.7", "", true};
const Origin local{core::Via::cli, "", "", false};

Origin from(const std::string& address) {
    return {core::Via::web, address, "", false};
}

struct Guarded {
    test::TemporaryFolder folder;
    test::SetClock clock;
    storage::Accounts accounts =
        storage::Accounts::open(folder.path() / "accounts.db", {{1, 8192}, &clock}).value();
    storage::PasswordGuard& guard = accounts.guard();

    /// Whether the try came through; it then fails.
    bool fails(const Origin& origin, const std::string& account = "anna") {
        const auto attempt = guard.admit(account, origin);
        if (!attempt) {
            CHECK(attempt.error().code == ErrorCode::unavailable);
            return false;
        }
        REQUIRE(guard.failed(*attempt));
        return true;
    }
    int failing(int tries, const Origin& origin, const std::string& account = "anna") {
        int through = 0;
        for (int i = 0; i < tries; ++i) through += fails(origin, account) ? 1 : 0;
        return through;
    }
    bool succeeds(const Origin& origin, const std::string& account = "anna") {
        const auto attempt = guard.admit(account, origin);
        return attempt && guard.succeeded(*attempt);
    }
};

}  // namespace

TEST_CASE_METHOD(Guarded, "however an attacker comes, ten tries a minute come through at most") {
    // In turns from many addresses, a stolen browser and the command line, for an hour.
    std::vector<Instant> through;
    for (int second = 0; second < 3600; ++second) {
        clock.at += seconds(1);
        for (const auto& origin : {from("192.0.2." + std::to_string(second % 250)), known, local,
                                   from("2001:db8:" + std::to_string(second) + "::1"),
                                   Origin{core::Via::api, "", "", false}})
            if (fails(origin)) through.push_back(clock.at);
    }
    CHECK(through.size() > 50);
    CHECK(through.size() < 300);
    for (std::size_t i = 10; i < through.size(); ++i)
        CHECK(through[i] - through[i - 10] >= seconds(60));
}

TEST_CASE_METHOD(Guarded,
                 "strangers cannot keep the owner out, of a known browser or this machine") {
    for (int minute = 0; minute < 30; ++minute) {
        clock.at += minutes(1);
        for (int address = 0; address < 20; ++address)
            failing(2, from("198.51.100." + std::to_string(address)));
        CHECK(succeeds(known));
        CHECK(succeeds(local));
    }
    // The owner may mistype, too.
    CHECK(fails(known));
    CHECK(succeeds(known));
}

TEST_CASE_METHOD(Guarded,
                 "the owner who comes as a stranger gets in within 15 minutes of the end") {
    for (int i = 0; i < 600; ++i) {
        clock.at += seconds(10);
        fails(stranger);
    }
    CHECK_FALSE(succeeds(stranger));
    const auto wait = guard.wait("anna", stranger);
    REQUIRE(wait);
    CHECK(*wait <= minutes(8));
    clock.at += *wait;
    CHECK(succeeds(stranger));
    CHECK(guard.wait("anna", stranger)->count() == 0);
}

TEST_CASE_METHOD(Guarded, "one address is slowed down before the account is closed for others") {
    CHECK(failing(20, stranger) == 5);
    CHECK(succeeds(from("192.0.2.8")));
    CHECK(guard.wait("anna", stranger).value() == minutes(1));
    SECTION("with longer and longer waits") {
        for (const auto expected : {minutes(2), minutes(4), minutes(8), minutes(8)}) {
            clock.at += guard.wait("anna", stranger).value();
            CHECK(failing(20, stranger) == 5);
            CHECK(guard.wait("anna", stranger).value() == expected);
        }
    }
    SECTION("until an hour has passed without a failure") {
        clock.at += hours(1);
        CHECK(failing(20, stranger) == 5);
        CHECK(guard.wait("anna", stranger).value() == minutes(1));
    }
    SECTION("or an administrator opens it; the ten a minute stay") {
        REQUIRE(guard.reopen("anna"));
        CHECK(guard.wait("anna", stranger)->count() == 0);
        CHECK(failing(20, stranger) == 1);
    }
}

TEST_CASE_METHOD(Guarded, "an address that tries many accounts is closed for all of them") {
    int through = 0;
    for (int person = 0; person < 100; ++person)
        through += failing(1, stranger, "p" + std::to_string(person));
    CHECK(through == 30);
    CHECK_FALSE(succeeds(stranger, "bob"));
    CHECK(succeeds(from("192.0.2.8"), "bob"));
    // An account of one's own gives no more guesses at those of others.
    REQUIRE(guard.reopen("anna"));
    CHECK_FALSE(succeeds(stranger, "anna"));
}

TEST_CASE_METHOD(Guarded, "addresses of one IPv6 network count as one") {
    CHECK(failing(4, from("2001:db8:1:2:3::4")) == 4);
    CHECK(failing(4, from("2001:db8:1:2:ffff::1")) == 1);
    CHECK(failing(4, from("2001:db8:1:3::1")) == 1);  // that makes six strangers in this minute
}

TEST_CASE_METHOD(Guarded, "right passwords are not limited, and do not buy guesses") {
    for (int i = 0; i < 50; ++i) CHECK(succeeds(stranger));
    int through = 0;
    for (int i = 0; i < 50; ++i) {
        if (fails(stranger)) ++through;
        if (fails(known)) ++through;
        succeeds(known);
    }
    CHECK(through <= 10);
}

TEST_CASE_METHOD(Guarded, "a clock that jumps back neither locks for ever nor opens anything") {
    CHECK(failing(20, stranger) == 5);
    clock.at -= hours(24 * 365);
    CHECK(failing(20, stranger) == 0);
    CHECK(guard.wait("anna", stranger).value() <= minutes(8));
    clock.at += minutes(8);
    CHECK(succeeds(stranger));
    CHECK(failing(6, local) + failing(6, known) == 10);
    clock.at -= minutes(30);
    CHECK(failing(3, local) + failing(3, known) == 0);
    clock.at += minutes(9);
    CHECK(succeeds(local));
    CHECK(succeeds(known));
}

TEST_CASE_METHOD(Guarded, "one failure closes nothing when the clock is set back after it") {
    CHECK(failing(1, local) == 1);
    clock.at -= hours(1);
    CHECK(guard.wait("anna", local).value() == seconds(0));
    CHECK(succeeds(local));
}

TEST_CASE_METHOD(Guarded,
                 "a try that began before the door closed does not open it by failing late") {
    const auto early = guard.admit("anna", stranger);
    REQUIRE(early);
    CHECK(failing(100, stranger) > 0);
    clock.at += seconds(61);
    CHECK(failing(100, stranger) > 0);  // closed for longer this time
    REQUIRE(guard.failed(*early));
    clock.at += seconds(70);
    CHECK_FALSE(guard.admit("anna", stranger));
}

TEST_CASE_METHOD(Guarded, "many processes at once get no more tries than one") {
    constexpr int processes = 4;
    for (int process = 0; process < processes; ++process) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child > 0) continue;
        auto own = storage::Accounts::open(folder.path() / "accounts.db", {{1, 8192}, &clock});
        for (int i = 0; own && i < 10; ++i) {
            const auto attempt = own->guard().admit("anna", local);
            if (attempt && !own->guard().failed(*attempt)) ::_exit(100);
            if (attempt && !own->log().note(storage::Operation::password_failed, "anna", local))
                ::_exit(100);
        }
        ::_exit(0);
    }
    for (int process = 0; process < processes; ++process) {
        int status = 0;
        REQUIRE(::wait(&status) > 0);
        CHECK(status == 0);
    }
    const auto through = accounts.log().list({})->size();
    CHECK(through >= 5);
    CHECK(through <= 8);
}

TEST_CASE_METHOD(Guarded,
                 "each password that is tried at a key is counted, and failures are noted") {
    const auto anna = test::person_id("anna");
    auto& ring = accounts.key_ring();
    const auto made = ring.make_key({anna, "Anna", "Works"}, "correct horse", core::Digest(), "s");
    REQUIRE(made);
    const auto code_for = [&](const std::string& password) {
        const auto opened = ring.unlock(anna, made->public_key, password);
        return opened ? std::optional<ErrorCode>() : opened.error().code;
    };
    accounts.arrive(local);
    for (int i = 0; i < 20; ++i) CHECK_FALSE(code_for("correct horse"));
    for (const auto& wrong : {std::string("wrong"), std::string(), std::string(1'000'001, 'x'),
                              std::string("\xff\xfe"), std::string("correct horse ")})
        CHECK(code_for(wrong) == ErrorCode::permission_denied);
    CHECK(code_for("correct horse") == ErrorCode::unavailable);
    const auto entries = accounts.log().list({});
    REQUIRE(entries);
    CHECK(entries->size() == 6);
    CHECK(entries->front().operation == "locked");
    CHECK(entries->front().detail == "for 60 seconds");
    CHECK(entries->back().operation == "password-failed");
    CHECK(entries->back().person == "anna");
    CHECK(entries->back().via == "cli");
    CHECK(accounts.log().news(anna)->count == 5);
    clock.at += minutes(1);
    CHECK_FALSE(code_for("correct horse"));
    REQUIRE(accounts.log().told(anna));
    CHECK(accounts.log().news(anna)->count == 0);
}

TEST_CASE_METHOD(Guarded,
                 "tries under a name that nobody has are counted, and the name is not kept") {
    auto& ring = accounts.key_ring();
    accounts.arrive(stranger);
    for (int i = 0; i < 5; ++i)
        CHECK(ring.refuse("my secret password", "x").error().code == ErrorCode::permission_denied);
    CHECK(ring.refuse("my secret password", "x").error().code == ErrorCode::unavailable);
    CHECK(ring.refuse("another", "").error().code == ErrorCode::permission_denied);
    CHECK(test::read_file(folder.path() / "accounts.db").find("my secret") == std::string::npos);
}
