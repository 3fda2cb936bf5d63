// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <sstream>

#include <catch2/catch.hpp>

#include "core/text.h"
#include "tests/support/json_lines.h"
#include "tests/support/lifecycle_conditions.h"
#include "tests/support/shared_input.h"

using namespace muniment;
using namespace muniment::test;

namespace {

struct Tables {
    std::map<std::string, std::map<std::string, std::string>> cells;  ///< by condition and command
    std::map<std::string, std::string> dash;  ///< what – stands for, by command
    std::size_t cell_count = 0;
};

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    for (const auto& cell : core::split(line, '|')) cells.push_back(core::trimmed(cell));
    cells.erase(cells.begin());
    cells.pop_back();
    return cells;
}

void read_row(Tables& tables, const std::vector<std::string>& header,
              const std::vector<std::string>& row) {
    REQUIRE(row.size() == header.size());
    for (std::size_t i = 1; i < row.size(); ++i) {
        tables.cells[row[0]][header[i]] = row[i];
        ++tables.cell_count;
    }
}

void read_dash(Tables& tables, const std::string& line) {
    const std::string middle = "** – ";
    const auto end = line.find(middle);
    if (line.rfind("- **", 0) != 0 || end == std::string::npos) return;
    tables.dash[line.substr(4, end - 4)] = line.substr(end + middle.size());
}

Tables read_tables() {
    Tables tables;
    std::vector<std::string> header;
    std::istringstream page(read_bytes(muniment::test::source_folder() / "docs" / "lifecycle.md"));
    for (std::string line; std::getline(page, line);) {
        if (line.rfind("| condition |", 0) == 0) {
            header = cells_of(line);
        } else if (line.rfind("| ", 0) == 0) {
            read_row(tables, header, cells_of(line));
        }
        read_dash(tables, line);
    }
    return tables;
}

/// The reason for which the cell says that the command is refused; empty when it is not.
std::string refusal_in(const Tables& tables, const std::string& command, const std::string& cell) {
    if (cell == "–") return tables.dash.at(command);
    return cell.rfind("no: ", 0) == 0 ? cell.substr(4) : "";
}

}  // namespace

TEST_CASE("the lifecycle page has a cell for every condition and every command") {
    const auto tables = read_tables();
    for (const auto& condition : lifecycle_conditions()) {
        for (const auto& command : lifecycle_commands()) {
            INFO(condition.name << " / " << command.name);
            REQUIRE(tables.cells.count(condition.name) == 1);
            CHECK(tables.cells.at(condition.name).count(command.name) == 1);
        }
    }
    CHECK(tables.cell_count == lifecycle_conditions().size() * lifecycle_commands().size());
}

TEST_CASE("every cell of the lifecycle page is what happens") {
    const auto tables = read_tables();
    for (const auto& condition : lifecycle_conditions()) {
        for (const auto& command : lifecycle_commands()) {
            INFO(condition.name << " / " << command.name);
            ModelLibrary library;
            condition.reach(library);
            REQUIRE(condition_of(library.document(lifecycle_document), library.now) ==
                    condition.name);
            const auto result = command.run(library);
            const auto& cell = tables.cells.at(condition.name).at(command.name);
            const auto refusal = refusal_in(tables, command.name, cell);
            if (result) {
                CHECK((cell == "stays" ? condition.name : cell) ==
                      condition_of(library.document(lifecycle_document), library.now));
            } else {
                INFO(result.error().message);
                REQUIRE_FALSE(refusal.empty());
                CHECK(result.error().message.find(refusal) != std::string::npos);
            }
        }
    }
}
