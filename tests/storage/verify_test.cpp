// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <catch2/catch.hpp>

#include "storage/git_register_reader.h"
#include "storage/verifier.h"
#include "tests/support/command.h"
#include "tests/support/eventful_library.h"
#include "tests/support/register_forge.h"
#include "tests/support/shared_input.h"

using namespace muniment;
using core::ErrorCode;

namespace {

/// The codes of the faults, in their order.
std::vector<std::string> codes(const storage::VerifyReport& report) {
    std::vector<std::string> codes;
    for (const auto& fault : report.faults) codes.push_back(fault.code);
    return codes;
}

storage::Pin pin_of(const core::RegisterEntry& entry) {
    return {entry.sequence, entry.sha256};
}

/// A small library and its events.
struct SmallLibrary {
    SmallLibrary() {
        library.enrol("ann", {"author"});
        id = library.draft("Shelves", "# Shelves\n");
        library.submit(id);
        library.pass(std::chrono::hours(1));
        test::must(library.writer().withdraw(library.acting("ann"), id, "Not needed"));
        storage::GitRegisterReader reader(open());
        test::must(reader.each_after(0, [&](const core::RegisterEntry& entry) -> core::Status {
            events.push_back(entry);
            return {};
        }));
    }

    [[nodiscard]] storage::ObjectStore open() const {
        return test::must(storage::ObjectStore::open(library.layout.repository()));
    }

    test::RealLibrary library;
    core::Identifier id;
    std::vector<core::RegisterEntry> events;
};

}  // namespace

TEST_CASE("a library with every kind of event verifies") {
    const auto& library = test::eventful_library();
    auto store = test::must(storage::ObjectStore::open(library.layout.repository()));
    storage::GitRegisterReader reader(std::move(store));
    std::set<core::EventKind> kinds;
    REQUIRE(reader.each_after(0, [&](const core::RegisterEntry& entry) -> core::Status {
        kinds.insert(entry.kind);
        return {};
    }));
    for (const auto& rule : core::event_rules()) {
        INFO(rule.name);
        CHECK(kinds.count(rule.kind) == 1);
    }
    const auto report = library.verify();
    INFO(test::describe(report));
    CHECK(report.faults.empty());
    CHECK(report.head == test::must(reader.head()));
    CHECK(report.events == report.head.sequence);
    CHECK(report.registrar == library.registrar);
}

TEST_CASE("pins hold a register to what was seen of it") {
    SmallLibrary small;
    const auto& library = small.library;
    for (const auto& entry : small.events) {
        CHECK(library.verify({.expect = pin_of(entry)}).faults.empty());
        CHECK(library.verify({.high_water = pin_of(entry)}).faults.empty());
    }
    const auto& last = small.events.back();
    auto other = pin_of(last);
    other.sha256 = small.events.front().sha256;
    auto beyond = pin_of(last);
    beyond.sequence += 3;
    CHECK(codes(library.verify({.expect = other})) == std::vector<std::string>{"pin"});
    CHECK(codes(library.verify({.expect = beyond})) == std::vector<std::string>{"pin"});
    CHECK(codes(library.verify({.high_water = other})) == std::vector<std::string>{"forked"});
    CHECK(codes(library.verify({.high_water = beyond})) == std::vector<std::string>{"truncated"});
    CHECK(library.verify({.registrar = library.registrar}).faults.empty());
    CHECK(codes(library.verify({.registrar = "SHA256:another"})) ==
          std::vector<std::string>{"registrar"});
}

TEST_CASE("pins are read as they are printed") {
    const std::string sha256(64, 'a');
    const auto pin = storage::Pin::parse("17:" + sha256);
    REQUIRE(pin);
    CHECK(pin->sequence == 17);
    CHECK(pin->sha256.text() == sha256);
    for (const std::string& text :
         {std::string(), std::string("17"), "17:" + sha256.substr(1), ":" + sha256, "x:" + sha256,
          "-1:" + sha256, "99999999999999999999:" + sha256, "17:" + sha256 + " "}) {
        INFO(text);
        const auto wrong = storage::Pin::parse(text);
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().code == ErrorCode::invalid_argument);
    }
}

TEST_CASE("from an event on, earlier signatures are taken on trust") {
    SmallLibrary small;
    test::RegisterForge forge(small.library.layout);
    forge.rechain(forge.events(), false);
    CHECK(small.library.verify().faults.empty());
    // What comes after a wrong signature must itself be right, so the newest event gets another's.
    const auto commit_of = [&](const core::ObjectId& id) {
        return test::must(storage::parse_raw_commit(forge.objects().at(id).bytes));
    };
    auto commit = commit_of(forge.chain().back());
    commit.signature = commit_of(forge.chain().front()).signature;
    forge.relink(forge.chain().back(), {"commit", test::must(storage::render(commit))}, false);
    const auto last = small.events.back().sequence;
    CHECK(codes(small.library.verify()) == std::vector<std::string>{"signature"});
    CHECK(small.library.verify().faults.front().sequence == last);
    CHECK_FALSE(small.library.verify({.from = last}).faults.empty());
    CHECK(small.library.verify({.from = last + 1}).faults.empty());
}

TEST_CASE("a register without a beginning, or none at all, is a fault") {
    SmallLibrary small;
    const auto main = small.library.layout.repository() / "refs" / "heads" / "main";
    const storage::Pin pin = pin_of(small.events.back());

    SECTION("main is missing") {
        std::filesystem::remove(main);
        CHECK(codes(small.library.verify()) == std::vector<std::string>{"unreadable"});
        CHECK(codes(small.library.verify({.high_water = pin})) ==
              std::vector<std::string>{"unreadable", "truncated"});
    }
    SECTION("an empty repository") {
        const auto folder = small.library.layout.folder() / "empty.git";
        REQUIRE(storage::ObjectStore::create(folder));
        const auto report = test::must(
            storage::verify_register(test::must(storage::ObjectStore::open(folder)), {}));
        CHECK(codes(report) == std::vector<std::string>{"unreadable"});
    }
    SECTION("main is no commit of the register") {
        test::write_file(main, small.events.back().subjects.front().commit.hex() + "\n");
        CHECK_FALSE(small.library.verify().faults.empty());
    }
    SECTION("main leads nowhere") {
        test::write_file(main, std::string(40, 'a') + "\n");
        const auto report = small.library.verify({.high_water = pin});
        REQUIRE(codes(report) == std::vector<std::string>{"form"});
        CHECK(report.faults.front().sequence == pin.sequence);
    }
    SECTION("main is not a name") {
        test::write_file(main, "nothing\n");
        const auto report = storage::verify_register(small.open(), {});
        REQUIRE_FALSE(report);
        CHECK(report.error().code == ErrorCode::data_corrupt);
    }
}

TEST_CASE("hostile repositories have faults, and no more", "[shared]") {
    const test::TemporaryFolder folder;
    const auto shared = test::shared_input("adversarial");
    const auto repository = folder.path() / "hostile.git";
    REQUIRE(storage::ObjectStore::create(repository));
    const auto built = test::run_command(
        {"python3", (shared / "build_hostile_git.py").string(), repository.string(), "--objects",
         (shared / "git-objects.json").string(), "--paths", (shared / "git-paths.jsonl").string()});
    INFO(built.text);
    REQUIRE(built.status == 0);
    int count = 0;
    for (const auto& branch : std::filesystem::directory_iterator(repository / "refs" / "heads")) {
        INFO(branch.path());
        const std::string id = test::read_file(branch.path());
        test::write_file(repository / "refs" / "heads" / "main", id);
        const auto report =
            storage::verify_register(test::must(storage::ObjectStore::open(repository)), {});
        REQUIRE(report);
        CHECK_FALSE(report->faults.empty());
        ++count;
    }
    CHECK(count > 40);
}
