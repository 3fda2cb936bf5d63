// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/wrapped_key.h"

#include <catch2/catch.hpp>

using namespace muniment;
using core::ErrorCode;
using storage::SecretKey;

namespace {

/// The least that argon2id does, so that the tests need not wait.
constexpr storage::PasswordCost cheap{1, 8192};

SecretKey new_key() {
    auto key = SecretKey::generate();
    REQUIRE(key);
    return std::move(*key);
}

}  // namespace

TEST_CASE("a wrapped key opens with its password, whatever bytes that has") {
    const std::string password =
        GENERATE(std::string("correct horse"), std::string("zażółć"), std::string("a\0b\n\xFF", 5),
                 std::string(1'000'000, 'x'), std::string(" "));
    const SecretKey key = new_key();
    const auto wrapped = storage::wrap(key, password, cheap);
    REQUIRE(wrapped);
    const auto opened = storage::unwrap(*wrapped, password);
    REQUIRE(opened);
    CHECK(opened->public_key() == key.public_key());
    CHECK(opened->sign("m") == key.sign("m"));
}

TEST_CASE("a wrong password is permission_denied") {
    const auto wrapped = storage::wrap(new_key(), std::string("a\0b", 3), cheap);
    REQUIRE(wrapped);
    const std::string wrong = GENERATE(std::string("a"), std::string(), std::string("a\0c", 3),
                                       std::string("a\0b ", 4), std::string(1'000'001, 'x'));
    CHECK(storage::unwrap(*wrapped, wrong).error().code == ErrorCode::permission_denied);
}

TEST_CASE("the default cost is libsodium's for interactive use, and is kept with the key") {
    const auto wrapped = storage::wrap(new_key(), "secret");
    REQUIRE(wrapped);
    CHECK(wrapped->cost == storage::PasswordCost{2, 64 * 1024 * 1024});
    CHECK(storage::parse_wrapped_key(storage::render(*wrapped))->cost == wrapped->cost);
    CHECK(storage::unwrap(*wrapped, "secret"));
}

TEST_CASE("a password that cannot be kept is refused when it is set") {
    CHECK(storage::wrap(new_key(), "", cheap).error().code == ErrorCode::invalid_argument);
    CHECK(storage::wrap(new_key(), std::string(1'000'001, 'x'), cheap).error().code ==
          ErrorCode::invalid_argument);
}

TEST_CASE("wrapping twice gives nothing to compare") {
    const SecretKey key = new_key();
    const auto one = storage::wrap(key, "secret", cheap);
    const auto other = storage::wrap(key, "secret", cheap);
    CHECK(one->salt != other->salt);
    CHECK(one->box != other->box);
    CHECK(storage::render(*one).find(std::string(storage::view(key.seed()))) == std::string::npos);
}

TEST_CASE("the stored line is read back, and every changed byte is damage, not a wrong password") {
    const auto wrapped = storage::wrap(new_key(), "secret", cheap);
    const std::string line = storage::render(*wrapped);
    CHECK(storage::parse_wrapped_key(line) == *wrapped);
    for (std::size_t at = 0; at < line.size(); ++at) {
        std::string bad = line;
        bad[at] = bad[at] == '1' ? '2' : '1';
        const auto parsed = storage::parse_wrapped_key(bad);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == ErrorCode::data_corrupt);
    }
    CHECK_FALSE(storage::parse_wrapped_key(""));
    CHECK_FALSE(storage::parse_wrapped_key(line + "$"));
}

TEST_CASE("a forged cost cannot take all memory") {
    auto wrapped = storage::wrap(new_key(), "secret", cheap);
    wrapped->cost.memory = 1ULL << 40;
    CHECK_FALSE(storage::parse_wrapped_key(storage::render(*wrapped)));
}

TEST_CASE("a box that opens to another key is damage") {
    auto wrapped = storage::wrap(new_key(), "secret", cheap);
    wrapped->public_key = new_key().public_key();
    CHECK(storage::unwrap(*wrapped, "secret").error().code == ErrorCode::data_corrupt);
}
