// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/own_key.h"

#include <catch2/catch.hpp>

#include "storage/accounts/key_proof.h"
#include "storage/digest.h"
#include "storage/own_key_signer.h"
#include "storage/registrar_key_file.h"
#include "tests/support/model_library.h"

using namespace muniment;
using core::ErrorCode;
namespace fs = std::filesystem;

namespace {

/// The code of an error; nothing when it succeeded.
template <class T>
std::optional<ErrorCode> refusal(const core::Result<T>& result) {
    if (result) return {};
    return result.error().code;
}

/// A library where mia has an own key besides the one under her password.
struct OwnKeyLibrary {
    OwnKeyLibrary() {
        library.enrol_everyone();
        library.enrol("mia", {"approver"});
        packing = library.make_effective("Packing", "# Packing\n");
        library.pass(std::chrono::hours(1));
        key = test::own_key(folder.path() / "mia");
        test::enrol_own_key(library, "mia", *key);
    }

    [[nodiscard]] core::Acting with_own_key(const std::string& id) const {
        auto acting = library.acting(id);
        acting.password.reset();
        acting.own_key = key;
        return acting;
    }

    /// `%G? %GS` of a commit, by stock git.
    [[nodiscard]] std::string git_says(const core::ObjectId& commit) const {
        const auto git = [&](std::vector<std::string> words) {
            words.insert(words.begin(), {"env", "TZ=UTC", "git", "-c", "safe.directory=*",
                                         "--git-dir", library.layout.repository().string()});
            return test::run_command(words).text;
        };
        const fs::path signers = folder.path() / "signers";
        test::write_file(signers, git({"show", "main:allowed_signers"}));
        return git({"-c", "gpg.ssh.allowedSignersFile=" + signers.string(), "log", "-1",
                    "--format=%G? %GS", commit.hex()});
    }

    void check_verifies() const {
        const auto report = library.verify();
        INFO(test::describe(report));
        CHECK(report.faults.empty());
    }

    test::TemporaryFolder folder;
    test::RealLibrary library;
    core::Identifier packing;
    std::shared_ptr<const storage::OwnKeySigner> key;
};

core::Digest founding_of(test::RealLibrary& library) {
    return test::must(library.reader().ports().reg.founding());
}

}  // namespace

TEST_CASE("a person signs on their own machine with a key of their own") {
    OwnKeyLibrary own;
    auto& writer = own.library.writer();
    const auto done = test::must(writer.acknowledge(own.with_own_key("mia"), own.packing, {}));
    const auto& subject = done.entry.subjects.front();
    CHECK(subject.event.authentication == core::Authentication::personal_key);
    CHECK(own.git_says(subject.commit) == "G mia\n");
    own.library.pass(std::chrono::hours(1));
    // The key under the password stays valid beside it.
    test::must(own.library.writer().delegate(own.library.acting("mia"), test::person_id("adam"),
                                             own.library.in_days(1), own.library.in_days(2)));
    const auto mia = test::must(own.library.reader().ports().reg.person(test::person_id("mia")));
    REQUIRE(mia);
    CHECK(mia->keys.size() == 2);
    for (const auto& key : mia->keys) CHECK_FALSE(key.until);
    own.check_verifies();
}

TEST_CASE("every act that asks for the password takes an own key instead") {
    OwnKeyLibrary own;
    auto& library = own.library;
    const auto tape = library.draft("Tape", "# Tape\n");
    library.submit(tape);
    library.review(tape);
    const auto done = test::must(library.writer().sign(own.with_own_key("mia"), tape, {}));
    CHECK(done.state == core::RevisionState::approved);
    own.check_verifies();
}

TEST_CASE("a key is enrolled with proof by the key, for this person and this library") {
    OwnKeyLibrary own;
    auto& library = own.library;
    const auto another = test::own_key(own.folder.path() / "another");
    const auto founding = founding_of(library);
    const auto adam = library.acting("adam");
    const auto enrol = [&](const std::string& proof) {
        return library.writer().enrol_key(adam, another->public_key(), proof);
    };
    const auto for_mia = test::must(another->prove(test::person_id("mia"), founding));
    const auto elsewhere =
        test::must(another->prove(test::person_id("adam"), storage::sha256("elsewhere")));
    const auto by_mia = test::must(own.key->prove(test::person_id("adam"), founding));
    for (const auto& wrong : {for_mia, elsewhere, by_mia, std::string("AAAA"), std::string()}) {
        CHECK(refusal(enrol(wrong)) == ErrorCode::invalid_argument);
    }
    CHECK(enrol(test::must(another->prove(test::person_id("adam"), founding))));
    own.check_verifies();
}

TEST_CASE("a key belongs to one person for ever") {
    OwnKeyLibrary own;
    auto& library = own.library;
    const auto founding = founding_of(library);
    const auto again = [&](const std::string& id) {
        const auto proof = test::must(own.key->prove(test::person_id(id), founding));
        return library.writer().enrol_key(library.acting(id), own.key->public_key(), proof);
    };
    CHECK(refusal(again("mia")) == ErrorCode::already_exists);
    CHECK(refusal(again("adam")) == ErrorCode::already_exists);
    const auto registrar = test::must(storage::read_registrar_key(library.layout.registrar_key()));
    const auto proof =
        test::must(storage::make_key_proof(test::person_id("adam"), founding, registrar));
    CHECK(refusal(library.writer().enrol_key(library.acting("adam"), registrar.public_key().line(),
                                             proof)) == ErrorCode::already_exists);
    library.pass(std::chrono::hours(1));
    test::must(library.writer().revoke_key(library.acting("mia"), test::person_id("mia"),
                                           own.key->public_key(), "Old laptop", {}));
    CHECK(refusal(again("mia")) == ErrorCode::already_exists);
    own.check_verifies();
}

TEST_CASE("what a key signed before its revocation stays valid, and it signs nothing later") {
    OwnKeyLibrary own;
    auto& library = own.library;
    const auto done =
        test::must(library.writer().acknowledge(own.with_own_key("mia"), own.packing, {}));
    test::must(library.writer().revoke_key(library.acting("mia"), test::person_id("mia"),
                                           own.key->public_key(), "Laptop stolen", {}));
    CHECK(own.git_says(done.entry.subjects.front().commit) == "G mia\n");
    const auto mia = test::must(library.reader().ports().reg.person(test::person_id("mia")));
    REQUIRE(mia->keys.back().until);
    CHECK(*mia->keys.back().until > done.entry.time);
    CHECK(refusal(library.writer().review(own.with_own_key("mia"), own.packing,
                                          core::ReviewOutcome::keep, "")) ==
          ErrorCode::permission_denied);
    own.check_verifies();
}

TEST_CASE("a stolen key is revoked by who manages people, and verification marks what it signed") {
    OwnKeyLibrary own;
    auto& library = own.library;
    const auto mia = test::person_id("mia");
    const auto stolen_at = library.clock.now();
    library.pass(std::chrono::hours(1));
    const auto done =
        test::must(library.writer().acknowledge(own.with_own_key("mia"), own.packing, {}));
    const auto revoke = [&](const std::string& who, const std::string& reason,
                            std::optional<core::Instant> since) {
        return library.writer().revoke_key(library.acting(who), mia, own.key->public_key(), reason,
                                           since);
    };
    CHECK(refusal(revoke("adam", "Stolen", {})) == ErrorCode::permission_denied);
    CHECK(refusal(revoke("otto", " ", {})) == ErrorCode::invalid_argument);
    CHECK(refusal(revoke("otto", "Stolen", library.clock.now() + std::chrono::hours(1))) ==
          ErrorCode::invalid_argument);
    CHECK(revoke("otto", "Stolen", stolen_at));
    CHECK(refusal(revoke("otto", "Stolen", stolen_at)) == ErrorCode::failed_precondition);
    const auto report = library.verify();
    INFO(test::describe(report));
    CHECK(report.faults.empty());
    REQUIRE(report.marks.size() == 1);
    CHECK(report.marks.front().sequence == done.entry.sequence);
    CHECK(report.marks.front().commit == done.entry.subjects.front().commit.hex());
}

TEST_CASE("nobody is left without a key by their own hand, and no key signs its own end") {
    OwnKeyLibrary own;
    auto& library = own.library;
    const auto mia = test::person_id("mia");
    const auto wrapped =
        test::must(library.reader().ports().reg.person(mia))->keys.front().public_key;
    const auto by_itself =
        library.writer().revoke_key(own.with_own_key("mia"), mia, own.key->public_key(), "Old", {});
    CHECK(refusal(by_itself) == ErrorCode::permission_denied);
    // The key under the password goes; the own one signs on.
    CHECK(library.writer().revoke_key(own.with_own_key("mia"), mia, wrapped, "No more passwords",
                                      {}));
    CHECK_FALSE(library.writer().acknowledge(library.acting("mia"), own.packing, {}));
    CHECK(library.writer().acknowledge(own.with_own_key("mia"), own.packing, {}));
    const auto adam = test::must(library.reader().ports().reg.person(test::person_id("adam")));
    CHECK_FALSE(library.writer().revoke_key(library.acting("adam"), adam->id,
                                            adam->keys.front().public_key, "Why not", {}));
    own.check_verifies();
}

TEST_CASE("an own key is used by ssh-keygen, and what it answers is checked") {
    OwnKeyLibrary own;
    const auto& folder = own.folder.path();
    const auto error_of = [](const fs::path& file) {
        const auto opened = storage::OwnKeySigner::open(file);
        return opened ? refusal((*opened)->sign("text")) : refusal(opened);
    };
    CHECK(error_of(folder / "nothing") == ErrorCode::not_found);
    test::make_ssh_key(folder / "rsa", "test", "rsa");
    CHECK(error_of(folder / "rsa") == ErrorCode::invalid_argument);
    test::write_file(folder / "garbage", "garbage\n");
    CHECK(error_of(folder / "garbage") == ErrorCode::invalid_argument);
    // The public half beside it is of another key.
    test::make_ssh_key(folder / "mixed");
    fs::remove(folder / "mixed.pub");
    fs::copy_file(folder / "mia.pub", folder / "mixed.pub");
    CHECK(error_of(folder / "mixed") == ErrorCode::permission_denied);
    // A public key alone, and no agent that has the rest.
    fs::copy_file(folder / "mia.pub", folder / "alone.pub");
    CHECK(error_of(folder / "alone.pub") == ErrorCode::permission_denied);
    // Without its public half a key without a passphrase says it itself.
    test::make_ssh_key(folder / "bare");
    fs::remove(folder / "bare.pub");
    CHECK(storage::OwnKeySigner::open(folder / "bare"));
}

TEST_CASE("somebody else's enrolled key signs for nobody but its owner") {
    OwnKeyLibrary own;
    CHECK(refusal(own.library.writer().acknowledge(own.with_own_key("adam"), own.packing, {})) ==
          ErrorCode::permission_denied);
}
