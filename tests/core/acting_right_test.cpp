// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/acting_right.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using core::ErrorCode;
using test::ModelLibrary;

TEST_CASE("who manages people everywhere lets somebody in, and nobody else does") {
    ModelLibrary library;
    const auto check = [&](const std::string& id) {
        return core::check_may_unlock(library.policy, {library.person(id), false, {}});
    };
    CHECK(check("olga"));
    test::check_refused(check("carl"), ErrorCode::permission_denied, "carl may not manage people");
    library.person("carl").roles.insert("administrator:@Production");
    test::check_refused(check("carl"), ErrorCode::permission_denied, "carl may not manage people");
    library.person("carl").roles.insert("administrator");
    CHECK(check("carl"));
    library.person("carl").enabled = false;
    test::check_refused(check("carl"), ErrorCode::permission_denied, "carl may not manage people");
    test::check_refused(core::check_may_unlock(library.policy, {{}, true, {}}),
                        ErrorCode::permission_denied, "may not manage people");
}
