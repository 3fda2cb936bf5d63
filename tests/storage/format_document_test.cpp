// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// docs/format.md says what the program does: the table of events, row by row.
#include <algorithm>

#include <catch2/catch.hpp>

#include "core/event.h"
#include "core/text.h"
#include "storage/event_codec.h"
#include "tests/support/arbitrary_event.h"
#include "tests/support/field_keys.h"
#include "tests/support/shared_input.h"
#include "tests/support/temporary_folder.h"

using namespace muniment;

namespace {

std::vector<std::string> lines_of_format() {
    const auto path = muniment::test::source_folder() / "docs" / "format.md";
    return core::split(test::read_file(path), '\n');
}

/// The rows of the table whose header begins so.
std::vector<std::string> rows_of_table(const std::string& header) {
    const auto lines = lines_of_format();
    auto line = std::find_if(lines.begin(), lines.end(),
                             [&](const auto& text) { return text.rfind(header, 0) == 0; });
    REQUIRE(line != lines.end());
    std::vector<std::string> rows;
    for (line += 2; line != lines.end() && line->rfind("|", 0) == 0; ++line) rows.push_back(*line);
    return rows;
}

std::string keys_text(const core::EventRule& rule, core::Presence presence) {
    std::vector<std::string> keys;
    for (const auto& field : rule.fields) {
        if (field.presence != presence) continue;
        for (auto& key : test::keys_of(field.field)) keys.push_back(std::move(key));
    }
    return keys.empty() ? "-" : core::join(keys, ", ");
}

std::string row_of(const core::EventRule& rule) {
    return "| `" + std::string(rule.name) + "` | " +
           core::join({std::string(rule.subjects), keys_text(rule, core::Presence::required),
                       keys_text(rule, core::Presence::optional),
                       rule.signer == core::Signer::person ? "person" : "registrar",
                       rule.brings_content ? "yes" : "no", std::string(rule.title)},
                      " | ") +
           " |";
}

}  // namespace

TEST_CASE("docs/format.md has the table of events that the program goes by") {
    std::vector<std::string> expected;
    for (const auto& rule : core::event_rules()) expected.push_back(row_of(rule));
    CHECK(rows_of_table("| event | about |") == expected);
}

TEST_CASE("docs/format.md explains every trailer, in the order in which they stand") {
    std::vector<std::string> explained;
    for (const auto& row : rows_of_table("| trailer of a subject commit |")) {
        const auto start = row.find('`') + 1;
        explained.push_back(row.substr(start, row.find('`', start) - start));
    }
    for (const auto& rule : core::event_rules()) {
        const auto message = storage::render_event(test::full_event(rule.kind));
        auto next = explained.begin();
        for (const auto& line : core::split(message.substr(message.rfind("\n\n") + 2), '\n')) {
            if (line.empty()) continue;
            INFO(line);
            next = std::find(next, explained.end(), line.substr(0, line.find(':')));
            REQUIRE(next != explained.end());
        }
    }
}
