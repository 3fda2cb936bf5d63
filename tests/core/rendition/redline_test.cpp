// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/redline.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/rendition/sequence_diff.h"

namespace {

using namespace muniment::core;

Redline compared(std::string_view before, std::string_view after) {
    auto redline = compare_documents(before, after);
    REQUIRE(redline.has_value());
    return std::move(*redline);
}

}  // namespace

TEST_CASE("words within a paragraph are marked") {
    const Redline redline = compared("Clean the tank weekly with water.\n\nSame.\n",
                                     "Clean the tank daily with water.\n\nSame.\n");
    CHECK(redline.text ==
          "- Clean the tank [-weekly-] with water.\n+ Clean the tank {+daily+} with water.\n"
          "  Same.\n");
    CHECK(
        redline.html ==
        "<div class=\"redline-changed\"><p>Clean the tank <del>weekly</del> <ins>daily</ins> with "
        "water.</p></div>\n<div class=\"redline-same\"><p>Same.</p></div>\n");
    CHECK(redline.words_inserted == 1);
    CHECK(redline.words_deleted == 1);
    CHECK(redline.paragraphs_changed == 1);
    CHECK(redline.paragraphs_inserted == 0);
    CHECK_FALSE(redline.same_bytes);
}

TEST_CASE("whole paragraphs come and go, and far ones are left out") {
    const Redline redline =
        compared("# T\n\none\n\ntwo two\n\nthree\n", "# T\n\none\n\nthree\n\nfour four four\n");
    CHECK(redline.text == "  ...\n  one\n- two two\n  three\n+ four four four\n");
    CHECK(redline.paragraphs_deleted == 1);
    CHECK(redline.paragraphs_inserted == 1);
    CHECK(redline.words_deleted == 2);
    CHECK(redline.words_inserted == 3);
}

TEST_CASE("equal contents show nothing, other layout of the source is said") {
    const Redline same = compared("a\n\nb\n", "a\n\nb\n");
    CHECK(same.text.empty());
    CHECK(same.same_bytes);
    CHECK_FALSE(same.shows_changes());
    const Redline wrapped = compared("a b c\n", "a b\nc\n");
    CHECK_FALSE(wrapped.same_bytes);
    CHECK_FALSE(wrapped.shows_changes());
}

TEST_CASE("what a page hides still shows as a change") {
    CHECK(compared("---\nversion: 1\n---\na\n", "---\nversion: 2\n---\na\n").paragraphs_changed ==
          1);
    CHECK(compared("a\n\n<!-- x -->\n", "a\n\n<!-- y -->\n").shows_changes());
    const Redline link =
        compared("see [the form](a.md) now please\n", "see [the form](b.md) now please\n");
    CHECK(link.paragraphs_changed == 1);
    CHECK(link.text ==
          "- see [-the form (a.md)-] now please\n+ see {+the form (b.md)+} now please\n");
    CHECK(link.html.find("<span class=\"redline-target\">(b.md)</span>") != std::string::npos);
    CHECK(compared("![](a.png)\n", "![](b.png)\n").shows_changes());
    CHECK(compared("- [ ] a\n", "- [x] a\n").shows_changes());
    CHECK(compared("a *b* c d e\n", "a **b** c d e\n").paragraphs_changed == 1);
    CHECK(compared("# a\n", "## a\n").paragraphs_deleted == 1);
    CHECK(compared("```\na\n  b\n```\n", "```\na\n    b\n```\n").shows_changes());
}

TEST_CASE("table rows change cell by cell") {
    const Redline redline = compared("| a | b |\n|---|---|\n| one two | x |\n",
                                     "| a | b |\n|---|---|\n| one three | x |\n");
    CHECK(redline.html ==
          "<div class=\"table-scroll\" tabindex=\"0\"><table><tbody>\n"
          "<tr class=\"redline-same\"><td>a</td><td>b</td></tr>\n"
          "<tr class=\"redline-changed\"><td>one <del>two</del> "
          "<ins>three</ins></td><td>x</td></tr>\n"
          "</tbody></table></div>\n");
}

TEST_CASE("scripts without spaces are compared by character") {
    const Redline redline = compared("手順を毎日実施する\n", "手順を毎月実施する\n");
    CHECK(redline.text == "- 手順を毎[-日-]実施する\n+ 手順を毎{+月+}実施する\n");
}

TEST_CASE("text that is not UTF-8 cannot be compared") {
    const auto redline = compare_documents("a", "\xFF");
    REQUIRE_FALSE(redline.has_value());
    CHECK(redline.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("common runs are equal, ascend, and are whole for equal sequences") {
    using Items = std::vector<std::uint32_t>;
    CHECK(rc::check("runs", [] {
        const auto item = rc::gen::inRange<std::uint32_t>(0, 6);
        const auto one = *rc::gen::container<Items>(item);
        const auto other = *rc::gen::container<Items>(item);
        WorkBudget budget(*rc::gen::inRange<std::uint64_t>(0, 2000));
        std::size_t old_end = 0;
        std::size_t new_end = 0;
        for (const EqualRun& run : equal_runs(one, other, budget)) {
            RC_ASSERT(run.length > 0U);
            RC_ASSERT(run.old_begin >= old_end);
            RC_ASSERT(run.new_begin >= new_end);
            old_end = run.old_begin + run.length;
            new_end = run.new_begin + run.length;
            RC_ASSERT(old_end <= one.size());
            RC_ASSERT(new_end <= other.size());
            for (std::size_t i = 0; i < run.length; ++i)
                RC_ASSERT(one[run.old_begin + i] == other[run.new_begin + i]);
        }
    }));
    WorkBudget budget(1000);
    CHECK(equal_runs({1, 1, 2, 1}, {1, 1, 2, 1}, budget) == std::vector<EqualRun>{{0, 0, 4}});
    CHECK(equal_runs({1, 2, 1, 2, 3}, {2, 1, 2, 1, 3}, budget) ==
          std::vector<EqualRun>{{1, 0, 3}, {4, 4, 1}});
    CHECK(equal_runs({}, {1}, budget).empty());
}
