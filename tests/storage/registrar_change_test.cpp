// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "storage/registrar_key_file.h"
#include "tests/support/command.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"

using namespace muniment;
using core::ErrorCode;
namespace fs = std::filesystem;

namespace {

struct RegistrarLibrary {
    RegistrarLibrary() {
        library.enrol("ann", {"author"});
        library.enrol("otto", {"administrator"});
        library.pass(std::chrono::hours(1));
    }

    /// Something that only the registrar signs.
    core::RegisterEntry draft(const std::string& title) {
        return test::must(library.writer().create_draft(library.acting("ann"), "SOP",
                                                        test::markdown("# T\n", title)))
            .entry;
    }

    [[nodiscard]] std::string key() const {
        const auto key = test::must(storage::read_registrar_key(library.layout.registrar_key()));
        return key.public_key().fingerprint();
    }

    /// By replay, and every commit by stock git.
    storage::VerifyReport check_verifies() {
        auto report = library.verify();
        INFO(test::describe(report));
        CHECK(report.faults.empty());
        CHECK(report.registrar == key());
        const auto git = [&](std::vector<std::string> words) {
            words.insert(words.begin(), {"env", "TZ=UTC", "git", "-c", "safe.directory=*",
                                         "--git-dir", library.layout.repository().string()});
            return test::run_command(words).text;
        };
        const fs::path signers = folder.path() / "signers";
        test::write_file(signers, git({"show", "main:allowed_signers"}));
        const auto verdicts = git({"-c", "gpg.ssh.allowedSignersFile=" + signers.string(), "log",
                                   "main", "--format=%G?"});
        CHECK(verdicts.find_first_not_of("G\n") == std::string::npos);
        return report;
    }

    test::TemporaryFolder folder;
    test::RealLibrary library;
};

template <class T>
std::optional<ErrorCode> refusal(const core::Result<T>& result) {
    if (result) return {};
    return result.error().code;
}

}  // namespace

TEST_CASE("the registrar's key is rotated by an event that the old key signs") {
    RegistrarLibrary registrar;
    auto& library = registrar.library;
    const auto old = registrar.key();
    CHECK(refusal(library.writer().rotate_registrar(library.acting("ann"), "")) ==
          ErrorCode::permission_denied);
    CHECK(registrar.key() == old);
    CHECK(library.writer().rotate_registrar(library.acting("otto"), "Once a year"));
    CHECK(registrar.key() != old);
    registrar.draft("In the same second");
    library.pass(std::chrono::hours(1));
    CHECK(library.writer().rotate_registrar(library.acting("olga"), "Twice a year"));
    library.reopen();
    registrar.draft("Later");
    registrar.check_verifies();
    // A pin of any key that it had holds, since each vouches for the next; another's does not.
    for (const auto& pinned : {old, registrar.key()}) {
        storage::VerifyOptions options;
        options.registrar = pinned;
        CHECK(library.verify(options).faults.empty());
    }
    storage::VerifyOptions foreign;
    foreign.registrar = "SHA256:" + std::string(43, 'A');
    CHECK(library.verify(foreign).faults.size() == 1);
}

TEST_CASE("a rotation that was cut off between its event and its key is finished") {
    RegistrarLibrary registrar;
    auto& library = registrar.library;
    const auto kept = registrar.folder.path() / "old";
    fs::copy_file(library.layout.registrar_key(), kept);
    CHECK(library.writer().rotate_registrar(library.acting("otto"), ""));
    const auto rotated = registrar.key();
    fs::rename(library.layout.registrar_key(), library.layout.registrar_successor());
    SECTION("the old key still lies there") {
        fs::copy_file(kept, library.layout.registrar_key());
    }
    SECTION("no key lies there") {}
    registrar.draft("Afterwards");
    CHECK(registrar.key() == rotated);
    CHECK_FALSE(fs::exists(library.layout.registrar_successor()));
    registrar.check_verifies();
}

TEST_CASE("a lost key of the registrar stops every act until administrators replace it") {
    RegistrarLibrary registrar;
    auto& library = registrar.library;
    const auto id = registrar.draft("Before").subjects.front().event.subject.document();
    SECTION("the file is gone") {
        fs::remove(library.layout.registrar_key());
    }
    SECTION("another key lies in its place") {
        fs::remove(library.layout.registrar_key());
        test::must(storage::write_registrar_key(library.layout.registrar_key(),
                                                test::must(storage::SecretKey::generate())));
    }
    CHECK(refusal(library.writer().submit(library.acting("ann"), id, "")) ==
          ErrorCode::failed_precondition);
    CHECK(refusal(library.writer().replace_registrar({library.acting("ann")}, "Lost", {})) ==
          ErrorCode::permission_denied);
    CHECK(refusal(library.writer().replace_registrar({library.acting("otto")}, "", {})) ==
          ErrorCode::invalid_argument);
    CHECK(library.writer().replace_registrar({library.acting("otto")}, "The disk broke", {}));
    registrar.draft("Afterwards");
    const auto report = registrar.check_verifies();
    CHECK(report.marks.empty());
}

TEST_CASE("after a theft verification marks what rested on the registrar's key alone") {
    RegistrarLibrary registrar;
    auto& library = registrar.library;
    registrar.draft("Before the theft");
    library.pass(std::chrono::hours(1));
    const auto stolen_at = library.clock.now();
    const auto unsure = registrar.draft("After the theft");
    const auto id = unsure.subjects.front().event.subject.document();
    test::must(library.writer().submit(library.acting("ann"), id, ""));
    library.pass(std::chrono::hours(1));
    CHECK(library.writer().replace_registrar({library.acting("olga"), library.acting("otto")},
                                             "Server stolen", stolen_at));
    registrar.draft("With the new key");
    const auto report = registrar.check_verifies();
    REQUIRE(report.marks.size() == 1);
    CHECK(report.marks.front().sequence == unsure.sequence);
}

TEST_CASE("as many different people as the policy names replace the registrar's key") {
    core::Policy policy;
    policy.registrar_recovery = 2;
    const auto event = [](const std::string& person, const std::string& key) {
        core::Event made;
        made.kind = core::EventKind::registrar_replaced;
        made.person = test::person_id(person);
        made.registrar_key = key;
        return made;
    };
    const auto olga = event("olga", "k");
    const auto otto = event("otto", "k");
    CHECK(core::check_registrar_change(policy, {olga, otto}));
    CHECK(refusal(core::check_registrar_change(policy, {olga})) == ErrorCode::permission_denied);
    CHECK(refusal(core::check_registrar_change(policy, {olga, olga})) ==
          ErrorCode::invalid_argument);
    CHECK(refusal(core::check_registrar_change(policy, {olga, event("otto", "another")})) ==
          ErrorCode::invalid_argument);
    auto since = otto;
    since.compromised_since = core::Instant{};
    CHECK(refusal(core::check_registrar_change(policy, {olga, since})) ==
          ErrorCode::invalid_argument);
}

TEST_CASE("who holds the stolen key cannot go on after its replacement") {
    RegistrarLibrary registrar;
    auto& library = registrar.library;
    const auto kept = registrar.folder.path() / "stolen";
    fs::copy_file(library.layout.registrar_key(), kept);
    library.pass(std::chrono::hours(1));
    CHECK(library.writer().replace_registrar({library.acting("otto")}, "Stolen", {}));
    fs::remove(library.layout.registrar_key());
    fs::copy_file(kept, library.layout.registrar_key());
    CHECK(refusal(library.writer().create_draft(library.acting("ann"), "SOP",
                                                test::markdown("# T\n", "By the thief"))) ==
          ErrorCode::failed_precondition);
}
