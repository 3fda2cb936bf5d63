// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/digest.h"

#include <catch2/catch.hpp>

#include "storage/content_digest.h"
#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;

TEST_CASE("a digest is the one that sha256sum prints, whole or in parts") {
    const std::string bytes = GENERATE(std::string(), std::string("abc"),
                                       std::string("\0\xFF\n", 3), std::string(70000, 'x'));
    const auto printed = test::run_command({"sha256sum"}, bytes);
    CHECK(storage::sha256(bytes).text() + "  -\n" == printed.text);
    storage::Sha256 parts;
    for (std::size_t at = 0; at < bytes.size(); at += 999) parts.update(bytes.substr(at, 999));
    CHECK(parts.finish() == storage::sha256(bytes));
}

TEST_CASE("anyone can compute Content-SHA256 with sha256sum") {
    const test::TemporaryFolder folder;
    const std::map<std::string, std::string> files{{"SOP-0001.md", "# Text\n"},
                                                   {"SOP-0001.toml", "title = \"T\"\n"},
                                                   {"attachments/Zażółć gęślą.pdf", "%PDF"},
                                                   {"attachments/a b.txt", ""},
                                                   {"attachments.txt", "x"}};
    std::filesystem::create_directories(folder.path() / "attachments");
    storage::FileDigests digests;
    for (const auto& [path, bytes] : files) {
        test::write_file(folder.path() / path, bytes);
        digests[path] = storage::sha256(bytes);
    }
    const auto printed = test::run_command(
        {"sh", "-c",
         "cd '" + folder.path().string() +
             "' && find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum | "
             "sha256sum"});
    INFO(printed.text);
    CHECK(storage::content_digest(digests)->text() == printed.text.substr(0, 64));
}

TEST_CASE("a path that could forge a line is refused") {
    storage::FileDigests digests;
    digests["a\nb"] = storage::sha256("x");
    CHECK(storage::content_digest(digests).error().code == core::ErrorCode::invalid_argument);
}
