// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <catch2/catch.hpp>

#include "core/text.h"
#include "tests/support/access_stage.h"

using namespace muniment;
using test::AccessRow;
using test::Admitted;
using test::Observed;

namespace {

struct Looked {
    Observed observed;
    std::set<std::string> routes;  ///< as the table spells them
    Admitted viewers;
};

/// Looked at once for all cases: it takes a while.
const Looked& looked() {
    static const Looked all = [] {
        test::AccessStage stage;
        Looked seen;
        for (const auto& [name, unused] : stage.viewers()) seen.viewers.insert(name);
        seen.viewers.insert("operator");
        for (const auto& route : stage.served.site().routes()) {
            const bool posts = route.method == web::http::Method::post;
            seen.routes.insert((posts ? "POST " : "GET ") + route.pattern);
        }
        test::observe_command(stage, "policy submit", seen.observed);
        test::observe_api(stage, seen.observed);
        test::observe_pages(stage, seen.observed);
        test::observe_commands(stage, seen.observed);
        test::observe_command(stage, "account password", seen.observed);
        return seen;
    }();
    return all;
}

bool is_tried(const std::string& action) {
    const auto& observed = looked().observed;
    return std::any_of(observed.begin(), observed.end(),
                       [&](const auto& cell) { return cell.first.action == action; });
}

/// The row with the opposite answer for everybody.
AccessRow inverted(AccessRow row) {
    Admitted others = looked().viewers;
    for (const auto& name : row.who) others.erase(name);
    row.who = others;
    return row;
}

}  // namespace

TEST_CASE("every role, action, state and reading class answers as the declared table says") {
    const auto found = test::differences(test::declared_access(), looked().observed);
    INFO(core::join(found, "\n"));
    CHECK(found.empty());
}

TEST_CASE("every route, API operation and command is in the access matrix") {
    for (const auto& route : looked().routes) {
        INFO(route);
        CHECK(is_tried(route));
    }
    for (const auto& command : test::all_commands()) {
        INFO(command);
        CHECK(is_tried("muniment " + command));
    }
}

TEST_CASE("inverting any single row of the access table makes the check fail") {
    auto table = test::declared_access();
    REQUIRE_FALSE(table.empty());
    for (auto& row : table) {
        const auto right = row;
        row = inverted(right);
        INFO("line " << right.line);
        const auto found = test::differences(table, looked().observed);
        const auto cells = right.actions.size() * right.conditions.size() * right.classes.size();
        CHECK(found.size() == cells);
        row = right;
    }
}

TEST_CASE("an action without a row, and a row without an action, fail the access check") {
    const auto table = test::declared_access();
    for (const auto& row : table) {
        auto without = table;
        without.erase(without.begin() + (&row - table.data()));
        INFO("line " << row.line);
        CHECK_FALSE(test::differences(without, looked().observed).empty());
    }
    auto more = table;
    more.push_back({0, {"muniment no such command"}, {"-"}, {"-"}, {}});
    CHECK_FALSE(test::differences(more, looked().observed).empty());
    REQUIRE_FALSE(table.empty());
    more.back() = table.front();
    CHECK_FALSE(test::differences(more, looked().observed).empty());
}
