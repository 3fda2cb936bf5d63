// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/line_difference.h"

#include <catch2/catch.hpp>

using muniment::core::line_difference;

TEST_CASE("a difference of lines shows changes with a line of context") {
    CHECK(line_difference("a\nb\n", "a\nb\n").empty());
    CHECK(line_difference("a\nb", "a\nb\n").empty());
    CHECK(line_difference("", "a\nb\n") == "+ a\n+ b\n");
    CHECK(line_difference("a\nb\n", "") == "- a\n- b\n");
    CHECK(line_difference("a\nb\nc\n", "a\nx\nc\n") == "  a\n- b\n+ x\n  c\n");
    CHECK(line_difference("a\nb\nc\nd\ne\n", "a\nb\nc\nd\nx\n") == "  ...\n  d\n- e\n+ x\n");
    CHECK(line_difference("1\na\nb\nc\n2\n", "3\na\nb\nc\n4\n") ==
          "- 1\n+ 3\n  a\n  ...\n  c\n- 2\n+ 4\n");
    CHECK(line_difference("1\na\n2\n", "3\na\n4\n") == "- 1\n+ 3\n  a\n- 2\n+ 4\n");
    CHECK(line_difference("1\na\nb\nc\n", "3\na\nb\nc\n") == "- 1\n+ 3\n  a\n  ...\n");
}
