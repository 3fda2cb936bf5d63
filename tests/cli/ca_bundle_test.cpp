// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/command.h"
#include "tests/support/shared_input.h"

TEST_CASE("the program keeps libgit2 from reading the bundle of certificate authorities") {
    // Only an exported symbol of the program comes before that of a library.
    const auto symbols = muniment::test::run_command(
        {"nm", "-D", "--defined-only", muniment::test::built_program().string()});
    REQUIRE(symbols.status == 0);
    CHECK(symbols.text.find(" T mbedtls_x509_crt_parse_file\n") != std::string::npos);
}
