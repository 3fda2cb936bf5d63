// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/second_factors.h"

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "storage/accounts/totp.h"
#include "tests/support/model_library.h"
#include "tests/support/totp_device.h"

using namespace muniment;
using core::ErrorCode;
using storage::Operation;
using storage::SecretBytes;

namespace {

const std::string password = "seven ladders, painted green";

struct Place {
    Place() {
        open();
        owner.id = test::person_id("rita");
        owner.name = "Rita";
        const auto key = test::must(accounts->key_ring().make_key({owner.id, owner.name, "Works"},
                                                                  password, core::Digest(), "s"));
        owner.keys.push_back({key.public_key, clock.now(), {}});
        opener = open_with(password);
        secret = test::must(storage::make_totp_secret());
        device.emplace(test::must(storage::totp_secret_text(view(secret))), clock);
    }
    void open() {
        accounts.emplace(
            storage::Accounts::open(folder.path() / "accounts.db", {{1, 8192}, &clock, {}})
                .value());
    }
    storage::SecondFactors& factors() { return accounts->second_factors(); }
    SecretBytes open_with(const std::string& given) {
        return test::must(accounts->key_ring().derive_secret(owner.id, owner.keys.back().public_key,
                                                             given, storage::second_factor_use));
    }
    core::Result<std::vector<std::string>> set_up(const std::string& code) {
        return factors().set_up({owner.id, owner.keys.back().public_key, opener, secret, code}, {});
    }
    std::optional<ErrorCode> check(const std::string& code) {
        const auto checked = factors().check(owner, opener, code, web);
        return checked ? std::optional<ErrorCode>() : checked.error().code;
    }
    std::size_t count(Operation operation) {
        storage::OperationsLog::Filter filter;
        filter.operation = std::string(name_of(operation));
        return test::must(accounts->log().list(filter)).size();
    }

    test::TemporaryFolder folder;
    test::AdjustableClock clock{core::parse_instant("2026-05-03T08:00:00Z").value()};
    storage::Origin web{core::Via::web, "192.0.2.7", {}, false};
    std::optional<storage::Accounts> accounts;
    core::Person owner;
    SecretBytes opener;
    SecretBytes secret;
    std::optional<test::TotpDevice> device;
};

constexpr std::chrono::seconds step{30};

}  // namespace

TEST_CASE("one-time passwords are those of RFC 6238") {
    const std::string secret = "12345678901234567890";
    const std::vector<std::pair<std::int64_t, std::string>> samples{
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [seconds, code] : samples) {
        const core::Instant at{std::chrono::seconds(seconds)};
        CHECK(test::must(storage::totp_code(secret, storage::totp_step(at))) == code);
    }
    CHECK(test::must(storage::totp_address(secret, "rita", "Polna & Co")) ==
          "otpauth://totp/Polna%20%26%20Co:rita?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="
          "Polna%20%26%20Co&algorithm=SHA1&digits=6&period=30");
}

TEST_CASE_METHOD(Place, "a code works in its step and those beside it, and once") {
    CHECK_FALSE(test::must(factors().of(owner)));
    CHECK(check("123456") == ErrorCode::failed_precondition);
    CHECK(set_up(device->wrong_code()).error().code == ErrorCode::invalid_argument);
    CHECK_FALSE(test::must(factors().of(owner)));
    const auto codes = test::must(set_up(device->code()));
    CHECK(codes.size() == 10);
    CHECK(test::must(factors().of(owner))->recovery_codes == 10);
    // The code that set it up is used up.
    CHECK(check(device->code()) == ErrorCode::permission_denied);
    clock.pass(10 * step);
    CHECK(check(device->code(-2)) == ErrorCode::permission_denied);
    CHECK(check(device->code(2)) == ErrorCode::permission_denied);
    CHECK_FALSE(check(device->code(-1)));
    CHECK_FALSE(check(device->code().insert(3, " ")));
    CHECK(check(device->code()) == ErrorCode::permission_denied);
    CHECK(check(device->code(-1)) == ErrorCode::permission_denied);
    CHECK_FALSE(check(device->code(1)));
    // It is remembered durably.
    open();
    CHECK(check(device->code(1)) == ErrorCode::permission_denied);
    clock.pass(3 * step);
    CHECK_FALSE(check(device->code()));
}

TEST_CASE_METHOD(Place, "a recovery code works once, and new ones end the old ones") {
    const auto codes = test::must(set_up(device->code()));
    CHECK_FALSE(check(codes[3]));
    CHECK(check(codes[3]) == ErrorCode::permission_denied);
    CHECK(test::must(factors().of(owner))->recovery_codes == 9);
    CHECK(count(Operation::recovery_code_used) == 1);
    const auto fresh = test::must(factors().renew_recovery_codes(owner.id, {}));
    CHECK(check(codes[4]) == ErrorCode::permission_denied);
    CHECK_FALSE(check(fresh[0]));
    const auto file = test::read_file(folder.path() / "accounts.db");
    for (const auto& code : fresh) CHECK(file.find(code) == std::string::npos);
}

TEST_CASE_METHOD(Place, "codes cannot be guessed beyond ten a minute, right passwords between") {
    test::must(set_up(device->code()));
    clock.pass(2 * step);
    int looked_at = 0;
    for (int guess = 0; guess < 40; ++guess) {
        const auto opened =
            accounts->key_ring().unlock(owner.id, owner.keys[0].public_key, password);
        if (opened && check(device->wrong_code()) == ErrorCode::permission_denied) ++looked_at;
    }
    CHECK(looked_at <= 10);
    CHECK(check(device->code()) == ErrorCode::unavailable);
    CHECK(count(Operation::code_failed) == static_cast<std::size_t>(looked_at));
    CHECK(count(Operation::locked) >= 1);
    // In an hour far fewer come through: a right password does not end the back-off of codes.
    looked_at = 0;
    for (int minute = 0; minute < 60; ++minute) {
        clock.pass(std::chrono::minutes(1));
        for (int guess = 0; guess < 10; ++guess) {
            if (!accounts->key_ring().unlock(owner.id, owner.keys[0].public_key, password))
                continue;
            if (check(device->wrong_code()) == ErrorCode::permission_denied) ++looked_at;
        }
    }
    CHECK(looked_at <= 60);
    // An administrator lets them in, and so does a browser that is known.
    test::must(accounts->guard().reopen(owner.id.text()));
    clock.pass(std::chrono::minutes(1));
    CHECK_FALSE(check(device->code()));
    CHECK(test::must(accounts->log().news(owner.id)).count > 0);
}

TEST_CASE_METHOD(Place, "neither accounts.db nor another password gives the secret away") {
    test::must(set_up(device->code()));
    clock.pass(2 * step);
    const auto file = test::read_file(folder.path() / "accounts.db");
    CHECK(file.find(std::string(view(secret))) == std::string::npos);
    CHECK(file.find(test::must(storage::totp_secret_text(view(secret)))) == std::string::npos);
    const auto other = accounts->key_ring().derive_secret(owner.id, owner.keys[0].public_key,
                                                          "guess", storage::second_factor_use);
    CHECK(other.error().code == ErrorCode::permission_denied);
    const SecretBytes wrong(32, 'x');
    CHECK(factors().check(owner, wrong, device->code(), web).error().code ==
          ErrorCode::data_corrupt);
    // A new password wraps the same key: the factor stays.
    test::must(accounts->key_ring().change_password(
        {owner.id, owner.name, "Works"}, owner.keys[0].public_key, password, password + " again"));
    CHECK(open_with(password + " again") == opener);
    CHECK_FALSE(check(device->code()));
}

TEST_CASE_METHOD(Place, "the end of a key ends the factor that rests on it") {
    test::must(set_up(device->code()));
    owner.keys[0].until = clock.now();
    CHECK_FALSE(test::must(factors().of(owner)));
    const auto key = test::must(accounts->key_ring().make_key(
        {owner.id, owner.name, "Works"}, "an altogether new one", core::Digest(), "s"));
    owner.keys.push_back({key.public_key, clock.now(), {}});
    CHECK_FALSE(test::must(factors().of(owner)));
    CHECK(check(device->code(1)) == ErrorCode::failed_precondition);
}

TEST_CASE_METHOD(Place, "a factor that is removed is gone with its recovery codes") {
    const auto codes = test::must(set_up(device->code()));
    test::must(factors().remove(owner.id, {}));
    CHECK_FALSE(test::must(factors().of(owner)));
    clock.pass(2 * step);
    test::must(set_up(device->code()));
    CHECK(check(codes[0]) == ErrorCode::permission_denied);
    CHECK(count(Operation::factor_removed) == 1);
    CHECK(count(Operation::factor_set_up) == 2);
}
