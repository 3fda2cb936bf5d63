// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <catch2/catch.hpp>

#include "core/result.h"

namespace muniment::test {

/// The code of an error, and a part of what it says; for messages that people must understand.
template <class T>
void check_refused(const core::Result<T>& result, core::ErrorCode code, const std::string& part) {
    REQUIRE_FALSE(result.has_value());
    INFO(result.error().message << " / " << result.error().hint);
    CHECK(name_of(result.error().code) == name_of(code));
    const std::string said = result.error().message + " / " + result.error().hint;
    CHECK(said.find(part) != std::string::npos);
}

/// That it was accepted; gives the value.
template <class T>
T check_accepted(core::Result<T> result) {
    if (!result) FAIL(result.error().message);
    return std::move(*result);
}

}  // namespace muniment::test
