// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/password_rules.h"

#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "storage/wrapped_key.h"
#include "tests/support/real_library.h"

using namespace muniment;
using core::ErrorCode;

namespace {

const core::KeyOwner margarete{core::PersonId::parse("margarete").value(), "Margarete Zażółć-Nowak",
                               "Polna Works"};

/// The rule that the password breaks; empty: none.
std::string fault(const std::string& password, const core::KeyOwner& owner = margarete) {
    const auto checked = storage::check_new_password(owner, password);
    if (checked) return {};
    CHECK(checked.error().code == ErrorCode::invalid_argument);
    CHECK_FALSE(checked.error().hint.empty());
    return checked.error().message;
}

std::string prose(std::size_t size) {
    std::string text;
    for (std::size_t i = 0; text.size() < size; ++i)
        text += "valve " + std::to_string(i * 7919) + " turns, ";
    return text.substr(0, size);
}

}  // namespace

TEST_CASE("a new password has 8 bytes to a thousand characters, of text") {
    CHECK(fault("") == "the password is shorter than 8 characters");
    CHECK(fault("w7#kQ2x") == "the password is shorter than 8 characters");
    CHECK(fault("w7#kQ2xP").empty());
    CHECK(fault(prose(1'000)).empty());
    CHECK(fault(prose(1'001)) == "the password is longer than 1,000 characters");
    CHECK(fault(prose(1'000'001)) == "the password is longer than 1,000 characters");
    // Characters and not bytes: the longest in the tongue of whoever chooses it.
    CHECK(fault(prose(900) + "zażółć gęślą jaźń" + prose(83)).empty());
    CHECK_FALSE(fault(prose(900) + "zażółć gęślą jaźń" + prose(84)).empty());
    CHECK(fault("latin1 \xE9 bytes and words") == "the password is not text in UTF-8");
    CHECK(fault(std::string("blue\0window ladder", 18)).find("million") != std::string::npos);
}

TEST_CASE("a new password is neither the id nor the printed name, however written") {
    CHECK(fault("margarete") == "the password is the person's own id");
    CHECK(fault("  MARGARETE!") == "the password is the person's own id");
    for (const char* name : {"Margarete Zażółć-Nowak", "margarete zazołc nowak", "ZAŻÓŁĆ-NOWAK",
                             "zażółćnowak margarete", "Zażółć...Nowak"})
        CHECK(fault(name) == "the password is the person's own name");
    CHECK(fault("margarete likes green ladders").empty());
}

TEST_CASE("a new password is not among the first million that somebody would try") {
    for (const char* common :
         {"password", "12345678", "Passw0rd!", "qwertyuiop", "iloveyou", "aaaaaaaaaaaaaaaaaaaa",
          "Summer2024!", "letmein1", "polnaworks", "Polna Works", "margarete1", "nowak2024",
          "19840512", "abcdefghijkl", "administrator", "Polna2026"}) {
        INFO(common);
        CHECK_FALSE(fault(common).empty());
    }
    CHECK_FALSE(fault(std::string(1'000, 'x')).empty());
    CHECK_FALSE(fault(std::string(900, 'a') + prose(50)).empty());
    for (const char* good : {"muniment demo", "correct horse battery staple", "zażółć gęślą jaźń",
                             "żółw jedzie tramwajem", "secret of olga", "tractor plays violin"})
        CHECK(fault(good).empty());
    // The same word may be fit for one person and not for another.
    CHECK(fault("Ostrowska-7").empty());
    CHECK_FALSE(fault("Ostrowska-7", {margarete.id, "Olga Ostrowska", "X"}).empty());
}

namespace {

constexpr storage::PasswordCost cheap{1, 8192};

struct Place {
    explicit Place(storage::PasswordSettings passwords = {}) { open(passwords); }

    void open(storage::PasswordSettings passwords) {
        storage::AccountsOptions options{cheap, &clock, {}};
        options.settings.passwords = passwords;
        accounts.emplace(storage::Accounts::open(folder.path() / "accounts.db", options).value());
    }
    storage::StoredKeyRing& ring() { return accounts->key_ring(); }
    core::NewKey make_key(const std::string& password) {
        return test::must(ring().make_key(margarete, password, core::Digest(), "s"));
    }
    core::Status change(const core::NewKey& key, const std::string& from, const std::string& to) {
        return ring().change_password(margarete, key.public_key, from, to);
    }
    std::unique_ptr<core::PersonSigner> unlock(const core::NewKey& key,
                                               const std::string& password) {
        return test::must(ring().unlock(margarete.id, key.public_key, password));
    }

    test::TemporaryFolder folder;
    test::AdjustableClock clock{core::parse_instant("2026-05-03T08:00:00Z").value()};
    std::optional<storage::Accounts> accounts;
};

std::string numbered(int number) {
    return "ladder of colour " + std::to_string(number * 7919);
}

}  // namespace

TEST_CASE("a change of password wraps the same key anew, and the old password is over") {
    Place place;
    const auto key = place.make_key(numbered(1));
    REQUIRE(place.change(key, numbered(1), numbered(2)));
    CHECK(place.unlock(key, numbered(2))->public_key() == key.public_key);
    CHECK(place.ring().unlock(margarete.id, key.public_key, numbered(1)).error().code ==
          ErrorCode::permission_denied);
    const auto refused = [&](const std::string& from, const std::string& to) {
        const auto changed = place.change(key, from, to);
        REQUIRE_FALSE(changed);
        return changed.error().code;
    };
    CHECK(refused("wrong", numbered(3)) == ErrorCode::permission_denied);
    CHECK(refused("", numbered(3)) == ErrorCode::permission_denied);
    CHECK(refused("\xff\xfe", numbered(3)) == ErrorCode::permission_denied);
    CHECK(refused(prose(1'000'000), numbered(3)) == ErrorCode::permission_denied);
    place.clock.pass(std::chrono::minutes(2));
    CHECK(refused(numbered(2), "") == ErrorCode::invalid_argument);
    CHECK(refused(numbered(2), "password") == ErrorCode::invalid_argument);
    CHECK(refused(numbered(2), "\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff") ==
          ErrorCode::invalid_argument);
    CHECK(refused(numbered(2), prose(1'000'001)) == ErrorCode::invalid_argument);
    CHECK(refused(numbered(2), numbered(2)) == ErrorCode::invalid_argument);
    CHECK(place.unlock(key, numbered(2)));
    REQUIRE(place.change(key, numbered(2), prose(1'000)));
    CHECK(place.unlock(key, prose(1'000)));
}

TEST_CASE("none of the last five passwords is taken again, through resets too") {
    Place place;
    auto key = place.make_key(numbered(0));
    for (int i = 0; i < 5; ++i) REQUIRE(place.change(key, numbered(i), numbered(i + 1)));
    CHECK(place.unlock(key, numbered(5)));
    for (int i = 1; i <= 5; ++i) {
        const auto again = place.change(key, numbered(5), numbered(i));
        REQUIRE_FALSE(again);
        CHECK(again.error().code == ErrorCode::invalid_argument);
    }
    CHECK_FALSE(place.ring().make_key(margarete, numbered(3), core::Digest(), "s"));
    CHECK(test::read_file(place.folder.path() / "accounts.db").find("ladder of colour") ==
          std::string::npos);
    REQUIRE(place.change(key, numbered(5), numbered(0)));
    // Somebody else may have the same, and one that was never used was none.
    const core::KeyOwner bob{core::PersonId::parse("bob").value(), "Bob", "X"};
    CHECK(place.ring().make_key(bob, numbered(3), core::Digest(), "s"));
    CHECK(place.ring().make_key(bob, numbered(3), core::Digest(), "s"));
}

TEST_CASE("without memory only the password in use is refused") {
    Place place({0, {}});
    const auto key = place.make_key(numbered(1));
    CHECK_FALSE(place.change(key, numbered(1), numbered(1)));
    REQUIRE(place.change(key, numbered(1), numbered(2)));
    REQUIRE(place.change(key, numbered(2), numbered(1)));
    CHECK(place.unlock(key, numbered(1)));
}

TEST_CASE("a password that is too old opens the key, and signs nothing until it is changed") {
    Place place({5, std::chrono::days(90)});
    const auto key = place.make_key(numbered(1));
    place.clock.pass(std::chrono::days(90));
    CHECK(place.unlock(key, numbered(1))->sign("x"));
    place.clock.pass(std::chrono::seconds(1));
    CHECK(test::must(place.ring().is_too_old(margarete.id, key.public_key)));
    const auto signature = place.unlock(key, numbered(1))->sign("x");
    REQUIRE_FALSE(signature);
    CHECK(signature.error().code == ErrorCode::failed_precondition);
    CHECK(signature.error().hint.find("muniment account password") != std::string::npos);
    REQUIRE(place.change(key, numbered(1), numbered(2)));
    CHECK(place.unlock(key, numbered(2))->sign("x"));
    CHECK_FALSE(test::must(place.ring().is_too_old(margarete.id, key.public_key)));
    // Set while the clock was ahead, a password would never grow old.
    place.clock.pass(-std::chrono::days(200));
    CHECK(test::must(place.ring().is_too_old(margarete.id, key.public_key)));
    place.open({5, {}});
    CHECK_FALSE(test::must(place.ring().is_too_old(margarete.id, key.public_key)));
}
