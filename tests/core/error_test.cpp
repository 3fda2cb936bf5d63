// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"

#include <set>

#include <catch2/catch.hpp>

using namespace muniment::core;

TEST_CASE("every error code has its own stable name") {
    std::set<std::string_view> names;
    for (const ErrorCode code : all_error_codes) names.insert(name_of(code));
    REQUIRE(names.size() == all_error_codes.size());
}
