// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/raw_commit.h"

#include <catch2/catch.hpp>

#include "storage/ssh_signature.h"
#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using namespace std::string_literals;
using core::ErrorCode;
using core::ObjectId;

namespace {

const std::string empty_tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

storage::SecretKey test_key() {
    auto key = storage::SecretKey::from_seed("0123456789abcdef0123456789abcdef");
    REQUIRE(key);
    return std::move(*key);
}

storage::RawCommit unsigned_commit() {
    storage::RawCommit commit;
    commit.tree = *ObjectId::parse(empty_tree);
    commit.author = {"Anna Żak", "anna@example.invalid", core::Instant(std::chrono::seconds(0))};
    commit.committer = {"Registrar", "registrar@example.invalid",
                        core::Instant(std::chrono::seconds(1700000000))};
    commit.message = "Approve SOP-0001 revision 2.0\n\nBecause.\n\nEvent: signed\n";
    return commit;
}

storage::RawCommit signed_commit(std::vector<ObjectId> parents = {}) {
    storage::RawCommit commit = unsigned_commit();
    commit.parents = std::move(parents);
    commit.signature = storage::sign(test_key(), "git", storage::payload(commit));
    return commit;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a rendered commit is read back as the same value") {
    const ObjectId parent = *ObjectId::parse(std::string(40, 'a'));
    const ObjectId other = *ObjectId::parse(std::string(40, 'b'));
    const storage::RawCommit commit =
        signed_commit(GENERATE_COPY(std::vector<ObjectId>{}, std::vector<ObjectId>{parent},
                                    std::vector<ObjectId>{parent, other}));
    const auto bytes = storage::render(commit);
    REQUIRE(bytes);
    const auto again = storage::parse_raw_commit(*bytes);
    REQUIRE(again);
    CHECK(*again == commit);
    CHECK(*storage::render(*again) == *bytes);
    CHECK(storage::verify(again->signature, "git", storage::payload(*again)));
}

TEST_CASE("stock git stores the bytes unchanged, finds nothing wrong and confirms the signer") {
    const test::TemporaryFolder folder;
    const std::string repository = (folder.path() / "r.git").string();
    const auto git = [&repository](std::vector<std::string> words, const std::string& input = {}) {
        words.insert(words.begin(), {"git", "--git-dir", repository});
        return test::run_command(words, input);
    };
    REQUIRE(test::run_command({"git", "init", "-q", "--bare", repository}).status == 0);
    REQUIRE(git({"hash-object", "-w", "-t", "tree", "--stdin"}).status == 0);
    const std::string bytes = *storage::render(signed_commit());
    const auto written = git({"hash-object", "-w", "-t", "commit", "--stdin"}, bytes);
    INFO(written.text);
    REQUIRE(written.status == 0);
    const std::string id = written.text.substr(0, 40);
    CHECK(git({"cat-file", "commit", id}).text == bytes);
    CHECK(git({"fsck", "--strict", id}).status == 0);
    test::write_file(folder.path() / "allowed",
                     "anna namespaces=\"git\" " + test_key().public_key().line() + "\n");
    const auto verdict =
        git({"-c", "gpg.ssh.allowedSignersFile=" + (folder.path() / "allowed").string(), "log",
             "--format=%G? %GS", id});
    CHECK(verdict.text == "G anna\n");
}

TEST_CASE("a commit that stock git signs is read") {
    const test::TemporaryFolder folder;
    const std::string key = (folder.path() / "key").string();
    const std::string repository = (folder.path() / "r.git").string();
    REQUIRE(test::run_command({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key}).status ==
            0);
    REQUIRE(test::run_command({"git", "init", "-q", "--bare", repository}).status == 0);
    const auto git = [&](std::vector<std::string> words) {
        words.insert(words.begin(),
                     {"env", "TZ=UTC", "git", "--git-dir", repository, "-c", "gpg.format=ssh", "-c",
                      "user.signingkey=" + key, "-c", "user.name=Anna Nowak", "-c",
                      "user.email=anna@example.invalid"});
        return test::run_command(words);
    };
    REQUIRE(git({"hash-object", "-w", "-t", "tree", "--stdin"}).status == 0);
    const auto made = git({"commit-tree", "-S", "-m", "by stock git", empty_tree});
    INFO(made.text);
    REQUIRE(made.status == 0);
    const std::string bytes = git({"cat-file", "commit", made.text.substr(0, 40)}).text;
    const auto commit = storage::parse_raw_commit(bytes);
    REQUIRE(commit);
    CHECK(commit->author.name == "Anna Nowak");
    CHECK(*storage::render(*commit) == bytes);
    CHECK(storage::verify(commit->signature, "git", storage::payload(*commit)));
}

TEST_CASE("every other form of a commit is data_corrupt") {
    const std::string good = *storage::render(signed_commit());
    const std::string author = "author Anna Żak <anna@example.invalid> 0 +0000\n";
    const std::string tree = "tree " + empty_tree + "\n";
    const std::string a = "parent " + std::string(40, 'a') + "\n";
    const std::string signature =
        good.substr(good.find("gpgsig"), good.find("\n\n") - good.find("gpgsig") + 1);
    const auto swap = [&good](std::string_view what, std::string_view with) {
        return replaced(good, what, with);
    };
    const std::vector<std::string> hostile{
        "",
        tree,
        good.substr(0, good.size() / 2),
        swap(tree, tree + tree),
        swap(tree, a + tree),
        swap(tree, "tree 4B825dc642cb6eb9a060e54bf8d69288fbee4904\n"),
        swap(tree, "tree " + std::string(40, '0') + "\n"),
        swap(tree, "tree  " + empty_tree + "\n"),
        swap(author, author + author),
        swap(author, author + a),
        swap(author, ""),
        swap(author, "author Anna <anna@example.invalid> 0 +0100\n"),
        swap(author, "author Anna <anna@example.invalid> 0 -0000\n"),
        swap(author, "author Anna <anna@example.invalid> 00 +0000\n"),
        swap(author, "author Anna <anna@example.invalid> -1 +0000\n"),
        swap(author, "author Anna <anna@example.invalid> 99999999999999999999 +0000\n"),
        swap(author, "author Anna <anna@example.invalid>  0 +0000\n"),
        swap(author, "author Anna <anna@example.invalid> 0 +0000 \n"),
        swap(author, "author <anna@example.invalid> 0 +0000\n"),
        swap(author, "author  <anna@example.invalid> 0 +0000\n"),
        swap(author, "author Anna  <anna@example.invalid> 0 +0000\n"),
        swap(author, "author Anna <> 0 +0000\n"),
        swap(author, "author Anna <a b@example.invalid> 0 +0000\n"),
        swap(author, "author Anna <a> <b> 0 +0000\n"),
        swap(author, "author <script> <a@example.invalid> 0 +0000\n"),
        swap(author, "author Anna\r <anna@example.invalid> 0 +0000\n"),
        swap(author, "author Anna <anna@example.invalid> 0 +0000\r\n"),
        swap(author, "author An\0na <anna@example.invalid> 0 +0000\n"s),
        swap(author, "author Anna \xE9 <anna@example.invalid> 0 +0000\n"),
        swap(author, "author Anna <anna@example.invalid> 0 +0000\n continued\n"),
        swap("gpgsig ", "encoding ISO-8859-2\ngpgsig "),
        swap("gpgsig ", "gpgsig-sha256 "),
        swap(signature, ""),
        swap(signature, signature + signature),
        swap(signature, signature + " \n"),
        swap(signature, signature + "mergetag object\n"),
        swap(signature, signature + "encoding UTF-8\n"),
        swap(signature, signature + a),
        swap("-----END SSH", "----END SSH"),
        swap("\n U1N", "\n\tU1N"),
        swap("\n\nApprove", "\n\nApp\xFFrove"),
        swap("\n\nApprove", "\n\nApp\0rove"s),
        good.substr(0, good.size() - 1),
        good.substr(0, good.find("\n\n") + 2),
        good.substr(0, good.find("\n\n") + 1),
        swap(signature, "") + "\n" + signature,
    };
    for (const std::string& bytes : hostile) {
        INFO(bytes);
        const auto commit = storage::parse_raw_commit(bytes);
        REQUIRE_FALSE(commit);
        CHECK(commit.error().code == ErrorCode::data_corrupt);
    }
}

TEST_CASE("a signature for another use does not make a commit") {
    storage::RawCommit commit = unsigned_commit();
    commit.signature = storage::sign(test_key(), "muniment-key", storage::payload(commit));
    CHECK(storage::render(commit).error().code == ErrorCode::invalid_argument);
}

TEST_CASE("what could not be read back is not rendered") {
    const auto broken = [](auto change) {
        storage::RawCommit commit = signed_commit();
        change(commit);
        return storage::render(commit);
    };
    CHECK_FALSE(broken([](auto& c) { c.tree = ObjectId(); }));
    CHECK_FALSE(broken([](auto& c) { c.signature.clear(); }));
    CHECK_FALSE(broken([](auto& c) { c.author.name = "A\nparent x"; }));
    CHECK_FALSE(broken([](auto& c) { c.author.email = "a> 0 +0000\nx"; }));
    CHECK_FALSE(broken([](auto& c) { c.author.name = "a <b> 0 +0000"; }));
    CHECK_FALSE(broken([](auto& c) { c.message.clear(); }));
    CHECK_FALSE(
        broken([](auto& c) { c.committer.time = core::Instant(std::chrono::seconds(-1)); }));
}

TEST_CASE("a printed name is cleaned for git") {
    CHECK(storage::ident_name("Anna Żak", "anna") == "Anna Żak");
    CHECK(storage::ident_name(" <Dr.> \"Anna\" Żak, MD. ", "anna") == "Dr. \"Anna\" Żak, MD");
    CHECK(storage::ident_name("<>", "anna") == "anna");
    CHECK(storage::ident_name("", "anna") == "anna");
    CHECK(storage::ident_name("caf\xE9", "anna") == "anna");
}
