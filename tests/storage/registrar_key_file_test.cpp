// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/registrar_key_file.h"

#include <catch2/catch.hpp>

#include "storage/ssh_signature.h"
#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using storage::SecretKey;

namespace {

std::string write_new_key(const std::filesystem::path& file) {
    const auto key = SecretKey::generate();
    REQUIRE(key);
    REQUIRE(storage::write_registrar_key(file, *key));
    return key->public_key().line();
}

void overwrite(const std::filesystem::path& file, const std::string& bytes) {
    test::write_file(file, bytes);
    std::filesystem::permissions(file, std::filesystem::perms(0600));
}

}  // namespace

TEST_CASE("ssh-keygen reads the registrar's key file and signs with it") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "registrar";
    const std::string line = write_new_key(file);
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::all) ==
          std::filesystem::perms(0600));
    const auto shown = test::run_command({"ssh-keygen", "-y", "-f", file.string()});
    CHECK(shown.text == line + " muniment registrar\n");
    const auto signature = test::run_command(
        {"ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", file.string()}, "text");
    CHECK(storage::verify(signature.text, "git", "text")->line() == line);
}

TEST_CASE("Muniment reads its own file and one that ssh-keygen made") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "registrar";
    const std::string line = write_new_key(file);
    CHECK(storage::read_registrar_key(file)->public_key().line() == line);

    const auto theirs = folder.path() / "theirs";
    REQUIRE(test::run_command({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "any comment",
                               "-f", theirs.string()})
                .status == 0);
    const auto read = storage::read_registrar_key(theirs);
    REQUIRE(read);
    CHECK(test::read_file(theirs.string() + ".pub") ==
          read->public_key().line() + " any comment\n");
}

TEST_CASE("a key is never overwritten, and no draft of it stays") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "registrar";
    const std::string line = write_new_key(file);
    const auto again = storage::write_registrar_key(file, *SecretKey::generate());
    CHECK(again.error().code == ErrorCode::already_exists);
    CHECK(storage::read_registrar_key(file)->public_key().line() == line);
    const std::filesystem::directory_iterator entries(folder.path());
    CHECK(std::distance(begin(entries), end(entries)) == 1);
}

TEST_CASE("a missing, open, linked or foreign key file is refused with a reason") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "registrar";
    CHECK(storage::read_registrar_key(file).error().code == ErrorCode::not_found);
    write_new_key(file);
    const int mode = GENERATE(0644, 0640, 0604, 0620, 0660);
    std::filesystem::permissions(file, std::filesystem::perms(mode));
    CHECK(storage::read_registrar_key(file).error().code == ErrorCode::failed_precondition);
    CHECK(storage::read_registrar_key(folder.path()).error().code != ErrorCode::internal);

    const auto locked = folder.path() / "locked";
    REQUIRE(test::run_command(
                {"ssh-keygen", "-q", "-t", "ed25519", "-N", "passphrase", "-f", locked.string()})
                .status == 0);
    CHECK(storage::read_registrar_key(locked).error().code == ErrorCode::data_corrupt);
}

TEST_CASE("every changed, missing or added byte of a key file is noticed") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "registrar";
    const std::string line = write_new_key(file);
    const std::string good = test::read_file(file);
    const auto read = [&](const std::string& bytes) {
        overwrite(file, bytes);
        return storage::read_registrar_key(file);
    };
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = bad[at] == 'A' ? 'B' : 'A';
        const auto key = read(bad);
        // A changed letter of the comment is another comment, not another key.
        CHECK(
            (key ? key->public_key().line() == line : key.error().code == ErrorCode::data_corrupt));
    }
    for (const std::string& bad : {std::string(), good.substr(0, 100), good + "\n", "\n" + good,
                                   good + good, std::string(5000, 'A')}) {
        CHECK(read(bad).error().code == ErrorCode::data_corrupt);
    }
}
