// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/storage/catalogue/open_catalogue.h"
#include "tests/support/sqlite_file.h"

using namespace muniment;
using namespace muniment::test;
using core::ErrorCode;
using core::EventKind;

namespace {

core::RegisterEntry nth(std::uint64_t sequence) {
    return entry(sequence, event(EventKind::draft_created, "SOP-0001"));
}

core::DocumentState draft(const std::string& id) {
    auto state = document(id);
    state.working = working("1.0", core::RevisionState::draft, "Title of " + id);
    return state;
}

struct CatalogueFile : OpenCatalogue {
    void is_rebuilt() {
        const auto refused = catalogue.applied();
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::data_corrupt);
        CHECK_FALSE(refused.error().hint.empty());
        REQUIRE(catalogue.clear());
        CHECK(catalogue.applied() == 0);
        take_in(event(EventKind::draft_created, "SOP-0001"), {draft("SOP-0001")});
        CHECK(storage::SqliteCatalogue(file).applied() == 1);
    }
};

}  // namespace

TEST_CASE_METHOD(CatalogueFile, "events are taken in one after the other, or not at all") {
    CHECK(catalogue.applied() == 0);
    CHECK(catalogue.apply(nth(2), {}).error().code == ErrorCode::conflict);
    REQUIRE(catalogue.apply(nth(1), {}));
    CHECK(catalogue.apply(nth(1), {}).error().code == ErrorCode::conflict);
    REQUIRE(catalogue.apply(nth(2), {}));
    CHECK(catalogue.applied() == 2);
    CHECK(catalogue.trail({}).value().size() == 2);
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE_METHOD(CatalogueFile, "two connections see what the other one took in") {
    storage::SqliteCatalogue other(file);
    CHECK(other.applied() == 0);
    take_in(event(EventKind::draft_created, "SOP-0001"), {draft("SOP-0001")});
    CHECK(other.applied() == 1);
    CHECK(other.apply(nth(1), {}).error().code == ErrorCode::conflict);
    REQUIRE(other.apply(nth(2), {}));
    CHECK(catalogue.applied() == 2);
    CHECK(catalogue.trail({}).value().size() == 2);
    CHECK(other.documents({}, {}).value().size() == 1);
}

TEST_CASE_METHOD(CatalogueFile, "two processes follow the register at once, each event once") {
    constexpr std::uint64_t count = 60;
    const auto follow = [&] {
        storage::SqliteCatalogue mine(file);
        for (std::uint64_t next = 1; next <= count;) {
            const auto status = mine.apply(nth(next), {});
            if (!status && status.error().code != ErrorCode::conflict) return false;
            const auto applied = mine.applied();
            if (!applied) return false;
            next = *applied + 1;
        }
        return true;
    };
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(follow() ? 0 : 1);
    CHECK(follow());
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(catalogue.applied() == count);
    CHECK(catalogue.trail({}).value().size() == count);
}

TEST_CASE_METHOD(CatalogueFile, "a bulk is there for others when it has ended") {
    storage::SqliteCatalogue other(file);
    REQUIRE(catalogue.begin_bulk());
    REQUIRE(catalogue.apply(nth(1), {}));
    const auto state = draft("SOP-0001");
    REQUIRE(catalogue.apply(nth(2), {&state}));
    CHECK(catalogue.apply(nth(9), {}).error().code == ErrorCode::conflict);
    CHECK(catalogue.applied() == 2);
    CHECK(catalogue.positions(core::SubjectName(identifier("SOP-0001"))).value().size() == 2);
    CHECK(other.applied() == 0);
    REQUIRE(catalogue.end_bulk());
    CHECK(other.applied() == 2);
    CHECK(catalogue.end_bulk().error().code == ErrorCode::failed_precondition);
}

TEST_CASE_METHOD(CatalogueFile,
                 "a bulk that did not end leaves nothing, and others see it at its end") {
    REQUIRE(catalogue.apply(nth(1), {}));
    {
        storage::SqliteCatalogue given_up(file);
        REQUIRE(given_up.begin_bulk());
        REQUIRE(given_up.apply(nth(2), {}));
    }
    CHECK(catalogue.applied() == 1);
    REQUIRE(catalogue.begin_bulk());
    REQUIRE(catalogue.apply(nth(2), {}));
    REQUIRE(catalogue.clear());
    CHECK(catalogue.applied() == 0);
    CHECK(storage::SqliteCatalogue(file).applied() == 1);
    REQUIRE(catalogue.end_bulk());
    CHECK(storage::SqliteCatalogue(file).applied() == 0);
}

TEST_CASE_METHOD(CatalogueFile, "clearing forgets everything") {
    auto read = event(EventKind::acknowledged, "SOP-0001");
    read.revision = label("1.0");
    take_in(read);
    auto import = event(EventKind::imported, "SOP-0002");
    import.manifest = storage::sha256("m");
    import.manifest_line = 1;
    import.metadata = metadata("Imported");
    import.metadata->former_identifier = "QP 1";
    take_in(import, {draft("SOP-0002")});
    REQUIRE(catalogue.clear());
    CHECK(catalogue.applied() == 0);
    CHECK(catalogue.trail({}).value().empty());
    CHECK(catalogue.documents({}, {}).value().empty());
    CHECK(catalogue.identifiers().value().empty());
    CHECK(catalogue.open_work(date("2026-01-01")).value().empty());
    CHECK(catalogue.imported_lines(storage::sha256("m")).value().empty());
    CHECK_FALSE(catalogue.by_former_identifier("QP 1").value());
    CHECK_FALSE(
        catalogue.has_acknowledged(identifier("SOP-0001"), label("1.0"), person("anna")).value());
}

TEST_CASE_METHOD(CatalogueFile, "what is damaged, foreign or of another form is made anew") {
    std::filesystem::create_directories(file.parent_path());
    SECTION("not a database") {
        write_file(file, std::string(10'000, 'x'));
        REQUIRE(::chmod(file.c_str(), 0600) == 0);
        is_rebuilt();
    }
    SECTION("another program's database") {
        run_sql(file, "CREATE TABLE songs (title TEXT)");
        REQUIRE(::chmod(file.c_str(), 0600) == 0);
        is_rebuilt();
    }
    SECTION("a newer form, and an older one") {
        REQUIRE(storage::SqliteCatalogue(file).applied());
        run_sql(file, "PRAGMA user_version = " + std::string(GENERATE("99", "0")));
        is_rebuilt();
    }
    SECTION("a table is gone, or empty") {
        REQUIRE(storage::SqliteCatalogue(file).applied());
        run_sql(file, GENERATE("DELETE FROM applied", "DROP TABLE applied"));
        is_rebuilt();
    }
    SECTION("cut off") {
        REQUIRE(storage::SqliteCatalogue(file).applied());
        std::filesystem::resize_file(file, 6000);
        is_rebuilt();
    }
}

TEST_CASE_METHOD(CatalogueFile, "damage that shows later is said, and then made anew") {
    {
        storage::SqliteCatalogue writer(file);
        REQUIRE(writer.begin_bulk());
        for (std::uint64_t i = 1; i <= 2000; ++i) REQUIRE(writer.apply(nth(i), {}));
        REQUIRE(writer.end_bulk());
    }
    std::string bytes = read_file(file);
    for (std::size_t page = 25; page * 4096 < bytes.size(); ++page)
        bytes.replace(page * 4096, 4096, 4096, '\x7F');
    write_file(file, bytes);
    CHECK(catalogue.applied() == 2000);
    const auto trail = catalogue.trail({});
    REQUIRE_FALSE(trail);
    CHECK(trail.error().code == ErrorCode::data_corrupt);
    REQUIRE(catalogue.clear());
    CHECK(catalogue.applied() == 0);
    REQUIRE(catalogue.apply(nth(1), {}));
    CHECK(storage::SqliteCatalogue(file).trail({}).value().size() == 1);
}

TEST_CASE_METHOD(CatalogueFile, "a value that nobody wrote is damage, never an empty answer") {
    take_in(event(EventKind::draft_created, "SOP-0001"), {draft("SOP-0001")});
    run_sql(file, GENERATE("UPDATE events SET event = 'invented'", "UPDATE events SET hash = ''",
                           "UPDATE events SET person = 'No One'"));
    CHECK(catalogue.trail({}).error().code == ErrorCode::data_corrupt);
    run_sql(file, "UPDATE revisions SET state = 'lost'");
    CHECK(catalogue.documents({}, {}).error().code == ErrorCode::data_corrupt);
}
