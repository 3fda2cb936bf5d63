// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/text_output.h"

#include <sstream>

#include <catch2/catch.hpp>

using namespace muniment::cli;

namespace {

struct Output {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Streams streams{in, out, err, false, false, false};
};

}  // namespace

TEST_CASE("the width of a text is what a terminal needs for it") {
    CHECK(display_width("") == 0);
    CHECK(display_width("Reklamacje") == 10);
    CHECK(display_width("jakości") == 7);
    CHECK(display_width("e\xCC\x81") == 1);  // a letter and its accent
    CHECK(display_width("文書") == 4);
    CHECK(display_width("\xFF") == 1);  // shown as a replacement character
}

TEST_CASE("a table is aligned by columns, without blanks at the end of a line") {
    Output output;
    Table table({"ID", "TITLE", "NOTE"});
    table.add({"SOP-0001", "Jakość", ""});
    table.add({"WI-1", "文書", "x"});
    table.print(output.streams);
    CHECK(output.out.str() ==
          "ID        TITLE   NOTE\n"
          "SOP-0001  Jakość\n"
          "WI-1      文書    x\n");
}

TEST_CASE("control characters reach a file, but no terminal") {
    Output output;
    const std::string text = "red \x1b[31m\ttab\nline \xC2\x9B";
    CHECK(for_terminal(output.streams, text) == text);
    output.streams.out_is_terminal = true;
    CHECK(for_terminal(output.streams, text) == "red \xEF\xBF\xBD[31m\ttab\nline \xEF\xBF\xBD");
}

TEST_CASE("counted things have their plural") {
    CHECK(counted(0, "event") == "0 events");
    CHECK(counted(1, "event") == "1 event");
    CHECK(counted(2, "event") == "2 events");
}
