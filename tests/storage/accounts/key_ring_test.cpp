// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "storage/accounts/accounts.h"
#include "storage/accounts/key_proof.h"
#include "storage/base64.h"
#include "storage/digest.h"
#include "storage/ssh_signature.h"
#include "tests/support/command.h"
#include "tests/support/real_library.h"
#include "tests/support/set_clock.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using core::PersonId;

namespace {

/// The least that argon2id does, so that the tests need not wait.
constexpr storage::PasswordCost cheap{1, 8192};
const std::string password = "correct horse";
const core::Digest founding = storage::sha256("a founding");

PersonId person(const std::string& id) {
    return PersonId::parse(id).value();
}

core::KeyOwner owner(const std::string& id) {
    return {person(id), "Anna Nowak", "Polna Works"};
}

struct OpenAccounts {
    test::TemporaryFolder folder;
    storage::Accounts accounts = storage::Accounts::open(file(), {cheap}).value();
    storage::StoredKeyRing& ring = accounts.key_ring();

    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "accounts.db"; }
};

}  // namespace

TEST_CASE_METHOD(OpenAccounts, "a code works for its person until it is forgotten or replaced") {
    const PersonId anna = person("anna");
    CHECK(ring.check_code(anna, "").error().code == ErrorCode::permission_denied);
    const auto first = ring.make_code(anna);
    REQUIRE(first);
    CHECK(first->size() >= 8);
    CHECK(ring.check_code(anna, *first));
    CHECK(ring.check_code(person("bob"), *first).error().code == ErrorCode::permission_denied);
    const auto second = ring.make_code(anna);
    CHECK(ring.check_code(anna, *first).error().code == ErrorCode::permission_denied);
    CHECK(ring.check_code(anna, *second));
    CHECK(test::read_file(file()).find(*second) == std::string::npos);
    REQUIRE(ring.forget_code(anna));
    CHECK(ring.check_code(anna, *second).error().code == ErrorCode::permission_denied);
}

TEST_CASE("a code ends after seven days, and is then a wrong one that costs a guarded try") {
    const test::TemporaryFolder folder;
    test::SetClock clock;
    storage::AccountsOptions options{cheap};
    options.clock = &clock;
    auto accounts = storage::Accounts::open(folder.path() / "accounts.db", options).value();
    auto& ring = accounts.key_ring();
    const PersonId anna = person("anna");
    const auto code = test::must(ring.make_code(anna));
    clock.at += std::chrono::days(7) - std::chrono::seconds(1);
    CHECK(ring.check_code(anna, code));
    CHECK(accounts.log().list({})->empty());
    const auto wrong = ring.check_code(anna, "AAAAAAAAAAAAAAAAAAAA").error();
    clock.at += std::chrono::seconds(1);
    const auto ended = ring.check_code(anna, code).error();
    CHECK(ended.code == ErrorCode::permission_denied);
    CHECK(ended.message == wrong.message);
    CHECK(ended.hint == wrong.hint);
    CHECK(ended.hint.find("after 7 days") != std::string::npos);
    CHECK(accounts.log().list({})->size() == 2);
    for (int tries = 0; tries < 8; ++tries) CHECK_FALSE(ring.check_code(anna, code));
    CHECK(ring.check_code(anna, code).error().code == ErrorCode::unavailable);
    const auto fresh = test::must(ring.make_code(anna));
    CHECK(ring.check_code(anna, fresh));
    clock.at -= std::chrono::hours(1);  // it was an hour ahead
    CHECK_FALSE(ring.check_code(anna, fresh));
}

TEST_CASE_METHOD(OpenAccounts, "a key opens with its password, after the file was closed too") {
    const PersonId anna = person("anna");
    CHECK_FALSE(ring.newest_key(anna).value());
    const auto made = ring.make_key(owner("anna"), password, founding, "I am accountable.");
    REQUIRE(made);
    CHECK(made->statement == storage::sha256("I am accountable."));
    auto again = storage::Accounts::open(file(), {cheap});
    REQUIRE(again);
    const auto newest = again->key_ring().newest_key(anna);
    REQUIRE(newest);
    REQUIRE(*newest);
    CHECK((*newest)->public_key == made->public_key);
    CHECK((*newest)->proof == made->proof);
    CHECK((*newest)->statement == made->statement);
    const auto signer = again->key_ring().unlock(anna, made->public_key, password);
    REQUIRE(signer);
    CHECK((*signer)->public_key() == made->public_key);
    const auto signature = (*signer)->sign("tree 1234");
    REQUIRE(signature);
    CHECK(storage::verify(*signature, storage::git_namespace, "tree 1234")->line() ==
          made->public_key);
}

TEST_CASE_METHOD(OpenAccounts, "older keys stay, and each opens with its own password") {
    const PersonId anna = person("anna");
    const auto older = ring.make_key(owner("anna"), password, founding, "s");
    const auto newer = ring.make_key(owner("anna"), "another one entirely", founding, "s");
    CHECK((*ring.newest_key(anna))->public_key == newer->public_key);
    CHECK(ring.unlock(anna, older->public_key, password));
    CHECK(ring.unlock(anna, older->public_key, "another one entirely").error().code ==
          ErrorCode::permission_denied);
    CHECK(ring.unlock(anna, newer->public_key, "another one entirely"));
}

TEST_CASE_METHOD(OpenAccounts, "a key that is not here cannot be unlocked, whoever asks") {
    const auto made = ring.make_key(owner("anna"), password, founding, "s");
    const auto other = ring.unlock(person("bob"), made->public_key, password);
    CHECK(other.error().code == ErrorCode::failed_precondition);
    CHECK_FALSE(other.error().hint.empty());
}

TEST_CASE_METHOD(OpenAccounts, "the proof ties a key to one person and one library") {
    const PersonId anna = person("anna");
    const auto made = ring.make_key(owner("anna"), password, founding, "s");
    REQUIRE(made);
    CHECK(made->proof.find('\n') == std::string::npos);
    CHECK(ring.check_proof(anna, founding, *made));
    const auto refused = [&](const PersonId& who, const core::Digest& library,
                             const core::NewKey& key) {
        const auto status = ring.check_proof(who, library, key);
        return !status && status.error().code == ErrorCode::invalid_argument;
    };
    CHECK(refused(person("bob"), founding, *made));
    CHECK(refused(anna, storage::sha256("another"), *made));
    CHECK(refused(anna, core::Digest(), *made));
    const auto other = ring.make_key(owner("anna"), password, founding, "s");
    CHECK(refused(anna, founding, {other->public_key, made->proof, made->statement}));
    CHECK(refused(anna, founding, {made->public_key, "", made->statement}));
    CHECK(refused(anna, founding, {made->public_key, "no base64!", made->statement}));
    CHECK(refused(anna, founding, {"ssh-rsa AAAA", made->proof, made->statement}));
}

TEST_CASE_METHOD(OpenAccounts, "a signature for another use is no proof") {
    const auto key = storage::SecretKey::generate();
    const std::string text = storage::key_proof_text(person("anna"), founding, key->public_key());
    const auto blob =
        storage::dearmour("SSH SIGNATURE", storage::sign(*key, storage::git_namespace, text));
    CHECK_FALSE(storage::check_key_proof(person("anna"), founding, key->public_key(),
                                         storage::base64_encode(*blob)));
}

TEST_CASE_METHOD(OpenAccounts, "ssh-keygen confirms the proof of the first administrator") {
    const auto made = ring.make_key(owner("anna"), password, core::Digest(), "s");
    REQUIRE(made);
    CHECK(ring.check_proof(person("anna"), core::Digest(), *made));
    const auto blob = storage::base64_decode(made->proof);
    test::write_file(folder.path() / "proof", storage::armour("SSH SIGNATURE", *blob));
    test::write_file(folder.path() / "signers", "anna " + made->public_key + "\n");
    const auto checked = test::run_command(
        {"ssh-keygen", "-Y", "verify", "-n", "muniment-key", "-I", "anna", "-f",
         (folder.path() / "signers").string(), "-s", (folder.path() / "proof").string()},
        "muniment-key 1\nanna\n" + std::string(64, '0') + "\n" + made->public_key + "\n");
    INFO(checked.text);
    CHECK(checked.status == 0);
}

TEST_CASE_METHOD(OpenAccounts, "a key that ssh-keygen made is proved with ssh-keygen") {
    const std::string key_file = (folder.path() / "key").string();
    REQUIRE(
        test::run_command({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key_file})
            .status == 0);
    std::string line = test::read_file(key_file + ".pub");
    line = line.substr(0, line.find_last_not_of(" \n") + 1);
    const auto key = storage::PublicKey::parse(line);
    REQUIRE(key);
    test::write_file(folder.path() / "text",
                     storage::key_proof_text(person("anna"), founding, *key));
    REQUIRE(test::run_command({"ssh-keygen", "-q", "-Y", "sign", "-n", "muniment-key", "-f",
                               key_file, (folder.path() / "text").string()})
                .status == 0);
    const auto blob =
        storage::dearmour("SSH SIGNATURE", test::read_file(folder.path() / "text.sig"));
    REQUIRE(blob);
    CHECK(ring.check_proof(person("anna"), founding,
                           {line, storage::base64_encode(*blob), core::Digest()}));
}
