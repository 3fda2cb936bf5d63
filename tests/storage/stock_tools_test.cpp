// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include <catch2/catch.hpp>

#include "storage/register_layout.h"
#include "tests/support/command.h"
#include "tests/support/eventful_library.h"
#include "tests/support/model_library.h"
#include "tests/support/shared_input.h"

using namespace muniment;
namespace fs = std::filesystem;

namespace {

/// A library in which everything happened, opened once more by something that may write.
struct Audited {
    Audited() {
        library.reopen();
        REQUIRE(library.writer().settle());
    }

    [[nodiscard]] std::string repository() const { return library.layout.repository().string(); }

    [[nodiscard]] test::CommandOutput git(std::vector<std::string> words) const {
        words.insert(words.begin(),
                     {"env", "TZ=UTC", "git", "-c", "safe.directory=*", "--git-dir", repository()});
        return test::run_command(words);
    }

    test::RealLibrary library = test::eventful_library();
};

/// Prints a line for every digest that the register states otherwise than `sha256sum`.
constexpr const char* digest_script = R"sh(
set -eu
export GIT_DIR="$1" GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
trailer() { git log -1 --format="%(trailers:key=$2,valueonly,separator=%x0A)" "$1"; }
sum() { sha256sum | cut -c1-64; }
content() {
    git ls-tree -r -z --name-only "$1" | tr '\0' '\n' | while IFS= read -r path; do
        printf '%s  %s\n' "$(git cat-file blob "$1:$path" | sum)" "$path"
    done | sum
}
git rev-list --first-parent --reverse main | while read -r event; do
    parents=$(git log -1 --format=%P "$event")
    [ -n "$parents" ] || continue
    before=${parents%% *}
    [ "$(trailer "$event" Previous-SHA256)" = "$(git cat-file commit "$before" | sum)" ] ||
        echo "$event: Previous-SHA256"
    trailer "$event" Subject | while read -r commit digest name revision; do
        [ "$(git cat-file commit "$commit" | sum)" = "$digest" ] || echo "$event: Subject $name"
        [ "$(trailer "$commit" Content-SHA256)" = "$(content "$commit")" ] ||
            echo "$commit: Content-SHA256 $name $revision"
    done
    echo checked
done
)sh";

/// All files below a folder, but for what git keeps.
std::map<std::string, std::string> files_below(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().lexically_relative(folder).string();
        if (path.rfind(".git/", 0) == 0 || !entry.is_regular_file()) continue;
        files[path] = test::read_file(entry.path());
    }
    return files;
}

/// What a checkout should hold, as the services answer.
std::map<std::string, std::string> expected_files(test::RealLibrary& library) {
    namespace layout = storage::register_layout;
    std::map<std::string, std::string> files;
    auto& reader = library.reader();
    const auto viewer = test::must(reader.viewer(test::person_id("olga")));
    for (const auto& id : test::must(reader.ports().catalogue.identifiers())) {
        const auto view = reader.show(viewer, id, {});
        if (!view || view->state != core::RevisionState::effective) continue;
        for (const auto& file : test::must(reader.files(*view))) {
            files[layout::document_folder(id) + "/" + file.path] = file.bytes;
        }
    }
    for (const auto& person : test::must(reader.people())) {
        files[layout::person_folder(person.id) + "/" + layout::person_file(person.id)] =
            core::render_person(person);
    }
    return files;
}

}  // namespace

TEST_CASE("stock git confirms a library in which everything happened") {
    Audited audited;

    SECTION("fsck finds nothing") {
        const auto checked = audited.git({"fsck", "--strict"});
        INFO(checked.text);
        CHECK(checked.status == 0);
    }

    SECTION("every commit is signed by whom it says") {
        const fs::path signers = audited.library.layout.folder() / "signers";
        test::write_file(signers, audited.git({"show", "main:allowed_signers"}).text);
        const std::string format =
            "--format=%G?|%GS|%(trailers:key=Person,valueonly,separator=%x20)|"
            "%(trailers:key=Authentication,valueonly,separator=%x20)";
        const auto log = audited.git(
            {"-c", "gpg.ssh.allowedSignersFile=" + signers.string(), "log", "main", format});
        REQUIRE(log.status == 0);
        std::istringstream lines(log.text);
        int personal = 0;
        int all = 0;
        for (std::string line; std::getline(lines, line); ++all) {
            INFO(line);
            std::istringstream words(line);
            std::string verdict;
            std::string signer;
            std::string person;
            std::string authentication;
            std::getline(words, verdict, '|');
            std::getline(words, signer, '|');
            std::getline(words, person, '|');
            std::getline(words, authentication, '|');
            const bool own = authentication == "password" || authentication == "personal-key";
            personal += own ? 1 : 0;
            CHECK(verdict == "G");
            CHECK(signer == (own ? person : "registrar"));
        }
        CHECK(all > 150);
        CHECK(personal > 50);
    }

    SECTION("a clone holds what is in force, and no more") {
        const fs::path clone = audited.library.layout.folder().parent_path() / "clone";
        const auto cloned =
            test::run_command({"git", "-c", "safe.directory=*", "-c", "core.autocrlf=false",
                               "clone", "-q", audited.repository(), clone.string()});
        INFO(cloned.text);
        REQUIRE(cloned.status == 0);
        auto files = files_below(clone);
        CHECK(files.erase("allowed_signers") == 1);
        CHECK(files == expected_files(audited.library));
        const auto tips = audited.git({"ls-tree", "-r", "main"}).text;
        std::istringstream lines(tips);
        for (std::string mode, type, id, path; lines >> mode >> type >> id >> path;) {
            if (mode != "160000") continue;
            INFO(path);
            CHECK(fs::is_directory(clone / path));
            CHECK(fs::is_empty(clone / path));
        }
    }

    SECTION("sha256sum gives the digests that the register states") {
        const auto checked =
            test::run_command({"sh", "-c", digest_script, "sh", audited.repository()});
        CHECK(checked.status == 0);
        std::istringstream lines(checked.text);
        std::size_t events = 0;
        for (std::string line; std::getline(lines, line); ++events) CHECK(line == "checked");
        CHECK(events + 1 == audited.library.verify().events);
    }
}

TEST_CASE("an auditor's own program confirms a library in which everything happened", "[shared]") {
    Audited audited;
    const auto report = audited.library.verify();
    const auto pin = std::to_string(report.head.sequence) + ":" + report.head.sha256.text();
    const auto audit =
        test::run_command({"python3", test::shared_input("auditor/audit.py").string(),
                           audited.repository(), "--expect", pin, "--registrar", report.registrar});
    INFO(audit.text);
    CHECK(audit.status == 0);
    CHECK(audit.text == std::to_string(report.events) + " events, head " + pin + ", 0 faults\n");
}
