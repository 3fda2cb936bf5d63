// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace muniment::test {

/// An action on a document in a condition and of a reading class, or on whom a person's page is
/// about; "-" where there is none.
struct AccessCell {
    std::string action;
    std::string condition;
    std::string reading_class;

    auto operator<=>(const AccessCell&) const = default;
};

/// Who got through: names of viewers.
using Admitted = std::set<std::string>;
using Observed = std::map<AccessCell, Admitted>;

/// A row of the declared table: `actions | conditions | classes | who`. Every cell of it has the
/// same answer.
struct AccessRow {
    int line = 0;
    std::vector<std::string> actions;
    std::vector<std::string> conditions;
    std::vector<std::string> classes;
    Admitted who;
};

/// The table in tests/access_table.txt; std::runtime_error for a line that is none.
[[nodiscard]] std::vector<AccessRow> declared_access();

/// What is wrong, one line each: a cell without a row or with two, a row with a cell that nobody
/// observed, or another answer than declared.
[[nodiscard]] std::vector<std::string> differences(const std::vector<AccessRow>& table,
                                                   const Observed& observed);

}  // namespace muniment::test
