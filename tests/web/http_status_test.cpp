// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http_status.h"

#include <map>

#include <catch2/catch.hpp>

using muniment::core::ErrorCode;

TEST_CASE("every error code has its HTTP status") {
    const std::map<ErrorCode, int> expected{{ErrorCode::invalid_argument, 400},
                                            {ErrorCode::not_found, 404},
                                            {ErrorCode::already_exists, 409},
                                            {ErrorCode::permission_denied, 403},
                                            {ErrorCode::failed_precondition, 409},
                                            {ErrorCode::conflict, 409},
                                            {ErrorCode::unavailable, 503},
                                            {ErrorCode::data_corrupt, 500},
                                            {ErrorCode::internal, 500}};
    REQUIRE(expected.size() == muniment::core::all_error_codes.size());
    for (const auto code : muniment::core::all_error_codes)
        CHECK(muniment::web::http_status(code) == expected.at(code));
}

TEST_CASE("what speaks of the machine is for the log alone") {
    for (const auto code : muniment::core::all_error_codes) {
        const bool of_the_machine = code == ErrorCode::unavailable ||
                                    code == ErrorCode::data_corrupt || code == ErrorCode::internal;
        CHECK(muniment::web::is_for_the_log(code) == of_the_machine);
    }
}
