// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/accounts.h"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/accounts/accounts_form.h"
#include "storage/digest.h"
#include "storage/one_time_code.h"
#include "storage/sqlite/database.h"
#include "tests/support/sqlite_file.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;
using core::ErrorCode;
using storage::Accounts;
using storage::RegisterMark;

namespace {

struct Place {
    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "accounts.db";

    ErrorCode code_of_opening() const {
        const auto opened = Accounts::open(file);
        REQUIRE_FALSE(opened);
        CHECK_FALSE(opened.error().hint.empty());
        return opened.error().code;
    }
};

/// Whether somebody in another process finds SQLite's lock of a writer on the file.
bool is_locked_for_others(const std::filesystem::path& file) {
    constexpr off_t reserved_byte = 0x40000001;
    const pid_t child = ::fork();
    if (child == 0) {
        struct flock wanted {};
        wanted.l_type = F_WRLCK;
        wanted.l_whence = SEEK_SET;
        wanted.l_start = reserved_byte;
        wanted.l_len = 1;
        const int opened = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
        const bool asked = ::fcntl(opened, F_GETLK, &wanted) == 0;
        ::_exit(asked && wanted.l_type != F_UNLCK ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return status == 0;
}

RegisterMark mark(std::uint64_t sequence, const std::string& content = "commit") {
    return {sequence, storage::sha256(content + std::to_string(sequence))};
}

}  // namespace

TEST_CASE_METHOD(Place, "the file is the owner's alone, and nothing lies beside it") {
    auto accounts = Accounts::open(file);
    REQUIRE(accounts);
    REQUIRE(accounts->high_water().raise(mark(1)));
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        CHECK(entry.path() == file);
}

TEST_CASE_METHOD(Place, "a file that others may read is refused") {
    REQUIRE(Accounts::open(file));
    REQUIRE(::chmod(file.c_str(), 0640) == 0);
    CHECK(code_of_opening() == ErrorCode::failed_precondition);
}

TEST_CASE_METHOD(Place, "a folder that is not there is said at once") {
    file = folder.path() / "nowhere" / "accounts.db";
    CHECK(code_of_opening() == ErrorCode::not_found);
}

TEST_CASE_METHOD(Place, "a damaged or foreign file, or a newer form, is refused and left alone") {
    SECTION("not a database") {
        test::write_file(file, std::string(5000, 'x'));
        REQUIRE(::chmod(file.c_str(), 0600) == 0);
        CHECK(code_of_opening() == ErrorCode::data_corrupt);
        CHECK(test::read_file(file) == std::string(5000, 'x'));
    }
    SECTION("another program's database") {
        test::run_sql(file, "CREATE TABLE songs (title TEXT)");
        REQUIRE(::chmod(file.c_str(), 0600) == 0);
        CHECK(code_of_opening() == ErrorCode::data_corrupt);
    }
    SECTION("a newer form") {
        REQUIRE(Accounts::open(file));
        test::run_sql(file, "PRAGMA user_version = 6");
        CHECK(code_of_opening() == ErrorCode::failed_precondition);
    }
    SECTION("the first page is damaged") {
        REQUIRE(Accounts::open(file));
        std::string bytes = test::read_file(file);
        bytes.replace(100, 8, 8, '\xFF');
        test::write_file(file, bytes);
        CHECK(code_of_opening() == ErrorCode::data_corrupt);
    }
}

TEST_CASE_METHOD(Place, "a file of version 1 is brought to the newer form with all that it holds") {
    test::run_sql(
        file,
        "CREATE TABLE wrapped_keys (position INTEGER PRIMARY KEY AUTOINCREMENT, "
        "person TEXT NOT NULL, public_key TEXT NOT NULL, wrapped TEXT NOT NULL, "
        "proof TEXT NOT NULL, statement TEXT NOT NULL, UNIQUE (person, public_key)) STRICT;"
        "CREATE TABLE one_time_codes (person TEXT PRIMARY KEY, stored TEXT NOT NULL) STRICT;"
        "CREATE TABLE high_water (one INTEGER PRIMARY KEY CHECK (one = 1), "
        "sequence INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT;"
        "CREATE TABLE sessions (token TEXT PRIMARY KEY, person TEXT NOT NULL, "
        "created INTEGER NOT NULL, last_used INTEGER NOT NULL) STRICT;"
        "INSERT INTO one_time_codes VALUES ('anna', '" +
            storage::stored_form_of_code("of unknown age") +
            "');"
            "PRAGMA application_id = 1297436225; PRAGMA user_version = 1");
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
    auto accounts = Accounts::open(file);
    REQUIRE(accounts);
    CHECK(test::ask_sql(file, "PRAGMA user_version") == 5);
    const auto anna = core::PersonId::parse("anna").value();
    CHECK(accounts->sessions().begin(anna, core::Instant()));
    CHECK(accounts->log().list({})->empty());
    CHECK(accounts->key_ring().check_code(anna, "of unknown age").error().code ==
          ErrorCode::permission_denied);
    CHECK(Accounts::open(file));
}

TEST_CASE_METHOD(Place, "the high-water mark rises, and only set() lowers it") {
    auto accounts = Accounts::open(file);
    REQUIRE(accounts);
    auto& water = accounts->high_water();
    CHECK_FALSE(water.read().value());
    REQUIRE(water.raise(mark(5)));
    REQUIRE(water.raise(mark(3)));
    REQUIRE(water.raise(mark(5)));
    CHECK(Accounts::open(file)->high_water().read().value() == mark(5));
    CHECK(water.raise(mark(5, "forged")).error().code == ErrorCode::data_corrupt);
    CHECK(water.read().value() == mark(5));
    REQUIRE(water.set(mark(2)));
    CHECK(water.read().value() == mark(2));
    REQUIRE(water.raise(mark(4)));
    CHECK(water.read().value() == mark(4));
}

TEST_CASE_METHOD(Place, "a damaged mark is damage, not the beginning") {
    auto accounts = Accounts::open(file);
    REQUIRE(accounts->high_water().raise(mark(5)));
    test::run_sql(file, "UPDATE high_water SET sha256 = 'abc'");
    CHECK(accounts->high_water().read().error().code == ErrorCode::data_corrupt);
    CHECK(accounts->high_water().raise(mark(6)).error().code == ErrorCode::data_corrupt);
}

TEST_CASE_METHOD(Place, "a damaged wrapped key is damage, not a wrong password") {
    const auto anna = core::PersonId::parse("anna").value();
    auto accounts = Accounts::open(file, {{1, 8192}});
    const auto made = accounts->key_ring().make_key({anna, "Anna", "Works"}, "correct horse",
                                                    core::Digest(), "s");
    REQUIRE(made);
    test::run_sql(file, "UPDATE wrapped_keys SET wrapped = replace(wrapped, '$', '-')");
    CHECK(accounts->key_ring().unlock(anna, made->public_key, "correct horse").error().code ==
          ErrorCode::data_corrupt);
}

TEST_CASE_METHOD(Place, "to open the file again leaves the lock of who writes in this process") {
    auto session = storage::open_database(file, storage::accounts_form());
    REQUIRE(session);
    CHECK_FALSE(is_locked_for_others(file));
    const storage::WriteTransaction writing(*session);
    CHECK(is_locked_for_others(file));
    REQUIRE(Accounts::open(file));
    CHECK(is_locked_for_others(file));
}

TEST_CASE_METHOD(Place, "two processes write at once") {
    constexpr std::uint64_t each = 10;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    const auto write_all = [&](std::uint64_t first) {
        auto accounts = Accounts::open(file);
        if (!accounts) return false;
        for (std::uint64_t number = first; number < first + each; ++number) {
            const auto person = core::PersonId::parse("p" + std::to_string(number)).value();
            if (!accounts->sessions().begin(person, core::Instant())) return false;
            if (!accounts->high_water().raise(mark(number + 1))) return false;
        }
        return true;
    };
    if (child == 0) ::_exit(write_all(0) ? 0 : 1);
    CHECK(write_all(each));
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(Accounts::open(file)->high_water().read().value() == mark(2 * each));
    CHECK(test::ask_sql(file, "SELECT count(*) FROM sessions") == 2 * each);
}
