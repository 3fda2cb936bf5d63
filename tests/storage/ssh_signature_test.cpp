// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ssh_signature.h"

#include <set>

#include <catch2/catch.hpp>

#include "storage/base64.h"
#include "storage/ssh_wire.h"
#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using storage::PublicKey;
using storage::SecretKey;

namespace {

SecretKey test_key() {
    auto key = SecretKey::from_seed("0123456789abcdef0123456789abcdef");
    REQUIRE(key);
    return std::move(*key);
}

std::string allowed(const PublicKey& key) {
    return "anna namespaces=\"git\" " + key.line() + "\n";
}

/// A key pair that ssh-keygen made in this folder; the public line without its comment.
std::string make_openssh_key(const std::filesystem::path& folder) {
    REQUIRE(test::run_command(
                {"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", (folder / "key").string()})
                .status == 0);
    const std::string line = test::read_file(folder / "key.pub");
    return line.substr(0, line.find(' ', line.find(' ') + 1));
}

}  // namespace

TEST_CASE("ssh-keygen confirms what Muniment signs") {
    const test::TemporaryFolder folder;
    const SecretKey key = test_key();
    const std::string message = GENERATE(std::string(), std::string("one line\n"),
                                         std::string("\0binary\xFF", 8), std::string(100000, 'x'));
    test::write_file(folder.path() / "sig", storage::sign(key, "git", message));
    test::write_file(folder.path() / "allowed", allowed(key.public_key()));
    const auto checked =
        test::run_command({"ssh-keygen", "-Y", "verify", "-f", (folder.path() / "allowed").string(),
                           "-I", "anna", "-n", "git", "-s", (folder.path() / "sig").string()},
                          message);
    INFO(checked.text);
    CHECK(checked.status == 0);
    CHECK(checked.text.find(key.public_key().fingerprint()) != std::string::npos);
    const auto other_use =
        test::run_command({"ssh-keygen", "-Y", "check-novalidate", "-n", "muniment-key", "-s",
                           (folder.path() / "sig").string()},
                          message);
    CHECK(other_use.status != 0);
}

TEST_CASE("Muniment confirms what ssh-keygen signs") {
    const test::TemporaryFolder folder;
    const std::string line = make_openssh_key(folder.path());
    const std::string message = "an approval\n";
    const auto signature = test::run_command(
        {"ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", (folder.path() / "key").string()},
        message);
    REQUIRE(signature.status == 0);
    const auto signer = storage::verify(signature.text, "git", message);
    REQUIRE(signer);
    CHECK(signer->line() == line);
    CHECK(storage::verify(signature.text, "muniment-key", message).error().code ==
          ErrorCode::data_corrupt);
    CHECK(storage::verify(signature.text, "git", message + "x").error().code ==
          ErrorCode::data_corrupt);
    CHECK(storage::render(*storage::parse_ssh_signature(signature.text)) == signature.text);
}

TEST_CASE("a public key's line and fingerprint are those of ssh-keygen") {
    const test::TemporaryFolder folder;
    const std::string line = make_openssh_key(folder.path());
    const auto key = PublicKey::parse(line);
    REQUIRE(key);
    CHECK(key->line() == line);
    const auto listed =
        test::run_command({"ssh-keygen", "-l", "-f", (folder.path() / "key.pub").string()});
    CHECK(listed.text.find(" " + key->fingerprint() + " ") != std::string::npos);
}

TEST_CASE("no other spelling of a public key is read") {
    const std::string line = test_key().public_key().line();
    const std::string bad = GENERATE_COPY(
        line + " comment", line + "\n", " " + line, "ssh-rsa" + line.substr(11), line + "=",
        line.substr(0, line.size() - 1), std::string("ssh-ed25519"), std::string("ssh-ed25519 "),
        "ssh-ed25519  " + line.substr(12), line.substr(0, 20) + "\n" + line.substr(20));
    const auto key = PublicKey::parse(bad);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("weak and non-canonical points are no keys") {
    std::string identity(32, '\0');
    identity[0] = 1;
    std::string not_reduced(32, '\xFF');  // p + a little: the same point as a smaller number
    not_reduced[0] = '\xEE';
    not_reduced[31] = '\x7F';
    for (const std::string& bytes : {std::string(32, '\0'), identity, not_reduced,
                                     std::string(31, 'a'), std::string(33, 'a')}) {
        const auto key = PublicKey::from_bytes(bytes);
        REQUIRE_FALSE(key);
        CHECK(key.error().code == ErrorCode::data_corrupt);
    }
}

TEST_CASE("every changed byte of an armour is noticed") {
    const std::string message = "text";
    const std::string good = storage::sign(test_key(), "git", message);
    REQUIRE(storage::verify(good, "git", message));
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = bad[at] == 'A' ? 'B' : 'A';
        INFO("byte " << at);
        CHECK_FALSE(storage::verify(bad, "git", message));
    }
}

TEST_CASE("an armour in another form is refused, though OpenSSH might read it") {
    const std::string good = storage::sign(test_key(), "git", "text");
    const std::size_t line_end = good.find('\n', good.find('\n') + 1);
    std::string joined = good;
    joined.erase(line_end, 1);
    const std::string bad =
        GENERATE_COPY(good + "more\n", "before\n" + good, good.substr(0, good.size() - 1), joined,
                      std::string(), good + good, good.substr(0, good.size() / 2));
    CHECK(storage::parse_ssh_signature(bad).error().code == ErrorCode::data_corrupt);
}

TEST_CASE("fields of a signature that nobody may vary are checked") {
    const auto blob_with = [](std::uint32_t version, std::string_view reserved,
                              std::string_view hash, std::string_view tail) {
        const SecretKey key = test_key();
        std::string inner;
        storage::put_string(inner, PublicKey::type);
        storage::put_string(inner, std::string(64, 's'));
        std::string out = "SSHSIG";
        storage::put_uint32(out, version);
        storage::put_string(out, key.public_key().blob());
        storage::put_string(out, "git");
        storage::put_string(out, reserved);
        storage::put_string(out, hash);
        storage::put_string(out, inner);
        return storage::armour("SSH SIGNATURE", out + std::string(tail));
    };
    CHECK(storage::parse_ssh_signature(blob_with(1, "", "sha512", "")));
    CHECK_FALSE(storage::parse_ssh_signature(blob_with(2, "", "sha512", "")));
    CHECK_FALSE(storage::parse_ssh_signature(blob_with(1, "x", "sha512", "")));
    CHECK_FALSE(storage::parse_ssh_signature(blob_with(1, "", "sha256", "")));
    CHECK_FALSE(storage::parse_ssh_signature(blob_with(1, "", "sha512", "x")));
}

TEST_CASE("generated keys differ and come back from their seed") {
    std::set<PublicKey> seen;
    for (int i = 0; i < 20; ++i) {
        const auto key = SecretKey::generate();
        REQUIRE(key);
        seen.insert(key->public_key());
        const auto again = SecretKey::from_seed(storage::view(key->seed()));
        REQUIRE(again);
        CHECK(again->public_key() == key->public_key());
    }
    CHECK(seen.size() == 20);
    CHECK(SecretKey::from_seed("short").error().code == ErrorCode::invalid_argument);
}
