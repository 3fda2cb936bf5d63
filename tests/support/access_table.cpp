// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/access_table.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "core/text.h"
#include "tests/support/shared_input.h"

namespace muniment::test {
namespace {

using Groups = std::map<std::string, std::vector<std::string>>;

std::vector<std::string> listed(const std::string& text, char separator) {
    std::vector<std::string> all;
    for (const auto& part : core::split(text, separator)) {
        const auto word = core::trimmed(part);
        if (!word.empty()) all.push_back(word);
    }
    return all;
}

/// The words, with what each `@group` stands for in its place, less each `!word`.
std::vector<std::string> resolved(const std::string& text, const Groups& groups) {
    std::vector<std::string> all;
    for (const auto& word : listed(text, ' ')) {
        if (word[0] == '!') {
            all.erase(std::remove(all.begin(), all.end(), word.substr(1)), all.end());
        } else if (word[0] == '@') {
            const auto found = groups.find(word);
            if (found == groups.end()) throw std::runtime_error("no group " + word);
            all.insert(all.end(), found->second.begin(), found->second.end());
        } else {
            all.push_back(word);
        }
    }
    return all;
}

AccessRow row_of(int number, const std::string& line, const Groups& groups) {
    const auto parts = core::split(line, '|');
    if (parts.size() != 4)
        throw std::runtime_error("access_table.txt, line " + std::to_string(number));
    const auto who = resolved(parts[3], groups);
    return {number,
            listed(parts[0], ','),
            resolved(parts[1], groups),
            resolved(parts[2], groups),
            {who.begin(), who.end()}};
}

std::string in_words(const Admitted& who) {
    return who.empty() ? "nobody at all" : core::join({who.begin(), who.end()}, " ");
}

std::string in_words(const AccessCell& cell) {
    return cell.action + ", " + cell.condition + ", " + cell.reading_class;
}

}  // namespace

std::vector<AccessRow> declared_access() {
    std::ifstream file(source_folder() / "tests" / "access_table.txt");
    std::vector<AccessRow> rows;
    Groups groups;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty() || line[0] == '#') continue;
        const auto equals = line.find(" = ");
        if (line[0] == '@' && equals != std::string::npos) {
            groups[line.substr(0, equals)] = resolved(line.substr(equals + 3), groups);
        } else {
            rows.push_back(row_of(number, line, groups));
        }
    }
    return rows;
}

std::vector<std::string> differences(const std::vector<AccessRow>& table,
                                     const Observed& observed) {
    std::vector<std::string> found;
    std::map<AccessCell, const AccessRow*> declared;
    for (const auto& row : table) {
        const std::string where = "line " + std::to_string(row.line) + ": ";
        for (const auto& action : row.actions)
            for (const auto& condition : row.conditions)
                for (const auto& reading_class : row.classes) {
                    const AccessCell cell{action, condition, reading_class};
                    if (!declared.emplace(cell, &row).second)
                        found.push_back(where + "declared before: " + in_words(cell));
                    if (observed.count(cell) == 0)
                        found.push_back(where + "there is no " + in_words(cell));
                }
    }
    for (const auto& [cell, who] : observed) {
        const auto row = declared.find(cell);
        if (row == declared.end()) {
            found.push_back("no row for " + in_words(cell) + ": open to " + in_words(who));
        } else if (row->second->who != who) {
            found.push_back("line " + std::to_string(row->second->line) + ": " + in_words(cell) +
                            " is declared for " + in_words(row->second->who) + ", but open to " +
                            in_words(who));
        }
    }
    return found;
}

}  // namespace muniment::test
