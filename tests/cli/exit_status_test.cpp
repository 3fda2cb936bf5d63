// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exit_status.h"

#include <map>
#include <regex>

#include <catch2/catch.hpp>

#include "tests/support/shared_input.h"
#include "tests/support/temporary_folder.h"

using muniment::cli::exit_status;
using muniment::core::ErrorCode;

TEST_CASE("every error code ends the program with the status that the contract names") {
    const std::map<ErrorCode, int> contract{
        {ErrorCode::invalid_argument, 2},  {ErrorCode::not_found, 3},
        {ErrorCode::permission_denied, 4}, {ErrorCode::failed_precondition, 5},
        {ErrorCode::already_exists, 5},    {ErrorCode::conflict, 5},
        {ErrorCode::data_corrupt, 6},      {ErrorCode::unavailable, 7},
        {ErrorCode::internal, 70}};
    for (const ErrorCode code : muniment::core::all_error_codes) {
        CAPTURE(name_of(code));
        REQUIRE(contract.count(code) == 1);
        CHECK(static_cast<int>(exit_status(code)) == contract.at(code));
    }
}

TEST_CASE("docs/cli.md lists every error code beside its exit status") {
    const std::string page =
        muniment::test::read_file(muniment::test::source_folder() / "docs" / "cli.md");
    for (const ErrorCode code : muniment::core::all_error_codes) {
        const std::string status = std::to_string(static_cast<int>(exit_status(code)));
        const std::regex row("\n\\| " + status + " \\|[^\n]*`" + std::string(name_of(code)) + "`");
        CAPTURE(name_of(code));
        CHECK(std::regex_search(page, row));
    }
}
