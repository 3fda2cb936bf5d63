// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/trace.h"

#include <catch2/catch.hpp>

namespace {

using namespace muniment::core;

std::vector<TracedParagraph> traced(const std::vector<RevisionText>& chain) {
    auto paragraphs = trace_paragraphs(chain);
    REQUIRE(paragraphs.has_value());
    return std::move(*paragraphs);
}

}  // namespace

TEST_CASE("each paragraph knows since which revision it stands") {
    CHECK(traced({{10, "# T\n\nfirst\n\nsecond\n"},
                  {20, "# T\n\nfirst\n\nsecond, edited\nover two lines\n"},
                  {30, "# T\n\nnew\n\nfirst\n\nsecond, edited\nover two lines\n"}}) ==
          std::vector<TracedParagraph>{{1, 1, 10}, {3, 3, 30}, {5, 5, 10}, {7, 8, 20}});
}

TEST_CASE("lines are those of the file as stored") {
    CHECK(traced({{1, "---\ntitle: T\n---\n\nbody\n"}}) == std::vector<TracedParagraph>{{5, 5, 1}});
    CHECK(traced({{1, "\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\nbody\r\n"}}) ==
          std::vector<TracedParagraph>{{4, 4, 1}});
    CHECK(traced({{1, "name: X\nacronym: Y\n---\nbody\n"}}) ==
          std::vector<TracedParagraph>{{4, 4, 1}});
}

TEST_CASE("list items, table rows and code are traced one by one") {
    const std::string before = "1. one\n2. two\n\n| a |\n|---|\n| x |\n| y |\n\n```\ncode\n```\n";
    const std::string after =
        "1. zero\n2. one\n3. two\n\n| a |\n|---|\n| x |\n| z |\n\n```\ncode\n```\n";
    CHECK(traced({{1, before}, {2, after}}) ==
          std::vector<TracedParagraph>{
              {1, 1, 2}, {2, 2, 1}, {3, 3, 1}, {5, 5, 1}, {7, 7, 1}, {8, 8, 2}, {10, 12, 1}});
}

TEST_CASE("what moves keeps its origin, what comes back does not") {
    CHECK(traced({{1, "a a\n\nb b\n\nc c\n"}, {2, "c c\n\nd d\n\na a\n\nb b\n"}}) ==
          std::vector<TracedParagraph>{{1, 1, 1}, {3, 3, 2}, {5, 5, 1}, {7, 7, 1}});
    CHECK(traced({{1, "a\n\nb\n"}, {2, "a\n"}, {3, "a\n\nb\n"}}) ==
          std::vector<TracedParagraph>{{1, 1, 1}, {3, 3, 3}});
}

TEST_CASE("other wrapping is the same paragraph, other emphasis or target is not") {
    CHECK(traced({{1, "a b\nc\n"}, {2, "a\nb c\n"}}) == std::vector<TracedParagraph>{{1, 2, 1}});
    CHECK(traced({{1, "a b\n"}, {2, "a *b*\n"}}).front().revision == 2);
    CHECK(traced({{1, "[a](b)\n"}, {2, "[a](c)\n"}}).front().revision == 2);
}

TEST_CASE("an empty chain has no paragraphs; a bad text is an error") {
    CHECK(traced({}).empty());
    CHECK(trace_paragraphs({{1, "\xFF"}}).error().code == ErrorCode::invalid_argument);
}
