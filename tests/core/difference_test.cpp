// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/difference.h"

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"

using namespace muniment;

namespace {

/// SOP-0001 with one content file and these attachments.
core::ReadRevision revision(const std::string& file, const std::string& bytes,
                            const core::Files& attachments = {}) {
    core::ReadRevision revision;
    revision.view.id = core::Identifier::parse("SOP-0001").value();
    revision.view.content.sha256 = test::digest_of(file + bytes);
    revision.files = attachments;
    revision.files.push_back({file, bytes});
    return revision;
}

core::Difference compared(const core::ReadRevision& from, const core::ReadRevision& to) {
    return core::difference(from, to).value();
}

}  // namespace

TEST_CASE("Markdown is compared by words, other text by lines") {
    const auto markdown =
        compared(revision("SOP-0001.md", "Rinse hot.\n"), revision("SOP-0001.md", "Rinse cold.\n"));
    REQUIRE(markdown.redline);
    CHECK(markdown.redline->words_inserted == 1);
    CHECK(markdown.text == markdown.redline->text);

    const auto plain = compared(revision("SOP-0001.txt", "Rinse hot.\n"),
                                revision("SOP-0001.txt", "Rinse cold.\n"));
    CHECK_FALSE(plain.redline);
    CHECK(plain.text == "- Rinse hot.\n+ Rinse cold.\n");
}

TEST_CASE("Markdown that is too intricate to be laid out is compared by lines") {
    const std::string intricate = "https://example.org/" + std::string(30'000, ')') + "\n";
    const auto difference =
        compared(revision("SOP-0001.md", "Old.\n"), revision("SOP-0001.md", intricate));
    CHECK_FALSE(difference.redline);
    CHECK(difference.text == "- Old.\n+ " + intricate);
    CHECK_FALSE(difference.opaque);
}

TEST_CASE("what is no text is told by its names and sizes") {
    const auto difference =
        compared(revision("SOP-0001.md", "Old.\n"), revision("SOP-0001.pdf", "%PDF \xff"));
    CHECK(difference.opaque);
    CHECK(difference.text == "- SOP-0001.md, 5 bytes\n+ SOP-0001.pdf, 6 bytes\n");
}

TEST_CASE("bytes that no reader sees are told from a change") {
    const auto lines =
        compared(revision("SOP-0001.txt", "One.\r\n"), revision("SOP-0001.txt", "One.\n"));
    CHECK(lines.layout_only);
    CHECK(lines.text.empty());
    const auto wrapped =
        compared(revision("SOP-0001.md", "One\ntwo.\n"), revision("SOP-0001.md", "One two.\n"));
    CHECK(wrapped.layout_only);
    CHECK(wrapped.text.empty());
    CHECK(compared(revision("SOP-0001.md", "One.\n"), revision("SOP-0001.md", "One.\n")).same);
}

TEST_CASE("attachments are added, removed and replaced") {
    const core::Files before{
        {"attachments/a", "1"}, {"attachments/b", "1"}, {"attachments/c", "1"}};
    const core::Files after{{"attachments/a", "1"}, {"attachments/b", "2"}, {"attachments/d", "1"}};
    const auto difference = compared(revision("SOP-0001.md", "One.\n", before),
                                     revision("SOP-0001.md", "Two.\n", after));
    CHECK(core::render(difference.attachments) ==
          "! attachments/b\n- attachments/c\n+ attachments/d\n");
}

TEST_CASE("of a first revision all is new") {
    const auto difference = core::difference({}, revision("SOP-0001.txt", "One.\n")).value();
    CHECK(difference.first);
    CHECK(difference.text == "+ One.\n");
    CHECK(difference.metadata.find("+ ") == 0);
}
