// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbering.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::core;

namespace {

constexpr std::uint64_t largest = 999'999'999'999;

}  // namespace

TEST_CASE("a pattern gives identifiers of at least so many digits") {
    const auto pattern = test::check_accepted(NumberingPattern::parse("SOP-####"));
    CHECK(pattern.identifier(1).text() == "SOP-0001");
    CHECK(pattern.identifier(12345).text() == "SOP-12345");
    CHECK(pattern.fits(test::identifier("SOP-0001")));
    CHECK(pattern.fits(test::identifier("SOP-12345")));
    for (const char* other :
         {"SOP-1", "SOP-00001", "SOP-0000", "SOP-012345", "WI-0001", "POLICY", "SOP-X0001",
          "SOP-1000000000000", "SOP-18446744073709551615", "SOP-99999999999999999999999"}) {
        CHECK_FALSE(pattern.fits(test::identifier(other)));
    }
}

TEST_CASE("what is no pattern is refused") {
    for (const std::string text :
         {"", "#", "SOP-", "####", "SOP-##-##", "SOP-##x", "sop-##", "SOP1##", "SOP-##########",
          "SO P-##", "CON-##", "POLICY-##", "1-##"}) {
        INFO(text);
        test::check_refused(NumberingPattern::parse(text), ErrorCode::invalid_argument,
                            "is not a numbering pattern");
    }
}

TEST_CASE("every number of every pattern is an identifier that only it can have given") {
    CHECK(rc::check("numbers", [] {
        const auto prefix = *rc::gen::element<std::string>("A", "SOP-", "EU.QMS.", "X9-", "A-B-C-");
        const auto digits = *rc::gen::inRange<std::size_t>(1, 10);
        const auto pattern = NumberingPattern::parse(prefix + std::string(digits, '#')).value();
        const auto number =
            *rc::gen::element(*rc::gen::inRange<std::uint64_t>(1, 1000),
                              *rc::gen::inRange<std::uint64_t>(1, 1U << 31U), largest);
        const auto identifier = pattern.identifier(number);
        RC_ASSERT(pattern.fits(identifier));
        RC_ASSERT(number_of(identifier) == number);
        RC_ASSERT(prefix_of(identifier) == prefix);
    }));
    // The longest prefix leaves room for the largest number, or is refused.
    for (std::size_t length = 30; length < 70; ++length) {
        const auto pattern = NumberingPattern::parse(std::string(length, 'A') + "###");
        if (pattern) CHECK_FALSE(pattern->identifier(largest).text().empty());
    }
}
