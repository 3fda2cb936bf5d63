// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/git_error.h"

#include <catch2/catch.hpp>

#include "storage/git_handle.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;

namespace {

storage::GitRepository make_repository(const std::filesystem::path& path) {
    storage::GitRepository repository;
    REQUIRE(storage::initialise_git());
    REQUIRE(git_repository_init(storage::receive(repository), path.c_str(), 1) == 0);
    return repository;
}

ErrorCode code_of(int result) {
    REQUIRE(result < 0);
    return storage::git_failure(result, "try").code;
}

}  // namespace

TEST_CASE("no repository is not_found, whether the folder is there or not") {
    const test::TemporaryFolder folder;
    REQUIRE(storage::initialise_git());
    storage::GitRepository repository;
    const auto open = [&repository](const std::filesystem::path& path) {
        return git_repository_open_bare(storage::receive(repository), path.c_str());
    };
    CHECK(code_of(open(folder.path())) == ErrorCode::not_found);
    CHECK(code_of(open(folder.path() / "nowhere")) == ErrorCode::not_found);
}

TEST_CASE("a missing and a damaged object are data_corrupt") {
    const test::TemporaryFolder folder;
    const auto repository = make_repository(folder.path());
    storage::GitOdb odb;
    REQUIRE(git_repository_odb(storage::receive(odb), repository.get()) == 0);
    git_oid id;
    git_oid_fromstr(&id, "1111111111111111111111111111111111111111");
    storage::GitOdbObject object;
    const int missing = git_odb_read(storage::receive(object), odb.get(), &id);
    CHECK(code_of(missing) == ErrorCode::data_corrupt);

    std::filesystem::create_directories(folder.path() / "objects/11");
    test::write_file(folder.path() / "objects/11/11111111111111111111111111111111111111",
                     "neither zlib nor an object");
    const int damaged = git_odb_read(storage::receive(object), odb.get(), &id);
    CHECK(code_of(damaged) == ErrorCode::data_corrupt);
}

TEST_CASE("what happens to a reference is told apart") {
    const test::TemporaryFolder folder;
    const auto repository = make_repository(folder.path());
    git_oid blob;
    REQUIRE(git_blob_create_from_buffer(&blob, repository.get(), "x", 1) == 0);
    storage::GitReference reference;
    const int unknown =
        git_reference_lookup(storage::receive(reference), repository.get(), "refs/heads/main");
    CHECK(code_of(unknown) == ErrorCode::not_found);

    git_oid other{};
    git_oid_fromstr(&other, "1111111111111111111111111111111111111111");
    const auto move = [&](const git_oid& from) {
        return git_reference_create_matching(storage::receive(reference), repository.get(),
                                             "refs/heads/main", &blob, 1, &from, "test");
    };
    REQUIRE(move(git_oid{}) == 0);
    CHECK(code_of(move(other)) == ErrorCode::conflict);
    test::write_file(folder.path() / "refs/heads/main.lock", "");
    CHECK(code_of(move(blob)) == ErrorCode::unavailable);
}

TEST_CASE("an error says what was tried, and success is no error") {
    const test::TemporaryFolder folder;
    REQUIRE(storage::initialise_git());
    storage::GitRepository repository;
    const int result =
        git_repository_open_bare(storage::receive(repository), folder.path().c_str());
    CHECK(storage::git_failure(result, "open the register").message.find("open the register") !=
          std::string::npos);
    CHECK(storage::git_status(0, "anything"));
}
