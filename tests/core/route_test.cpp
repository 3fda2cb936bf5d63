// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/route.h"

#include <algorithm>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::core;

namespace {

using Signers = std::vector<std::vector<Slot>>;

/// The most places that can be filled, by trying every order.
std::size_t by_trying(const Stage& stage, const Signers& signers, std::vector<bool> taken,
                      std::size_t next) {
    if (next == signers.size()) return 0;
    std::size_t best = by_trying(stage, signers, taken, next + 1);
    for (std::size_t i = 0; i < stage.slots.size(); ++i) {
        const auto& fits = signers[next];
        if (taken[i] || std::find(fits.begin(), fits.end(), stage.slots[i]) == fits.end()) continue;
        taken[i] = true;
        best = std::max(best, 1 + by_trying(stage, signers, taken, next + 1));
        taken[i] = false;
    }
    return best;
}

}  // namespace

TEST_CASE("a stage has one spelling") {
    for (const std::string text :
         {"review all reviewer", "approval all approver,approver",
          "approval 2 approver,approver,@jan", "review 1 a,b", "approval all @jan,@eva"}) {
        CHECK(render(test::check_accepted(parse_stage(text))) == text);
    }
}

TEST_CASE("what is no stage is refused") {
    for (const std::string text : {"",
                                   "review",
                                   "review all",
                                   "review all ",
                                   "review  all reviewer",
                                   "review 1 reviewer",
                                   "review 0 a,b",
                                   "review 3 a,b",
                                   "review -1 a,b",
                                   "review two a,b",
                                   "authorship all author",
                                   "release all a",
                                   "review all a,",
                                   "review all ,a",
                                   "review all a, b",
                                   "review all @",
                                   "review all @registrar",
                                   "review all A",
                                   "review 2 a,b",
                                   "review 10 a,b,c,d,e,f,g,h,i,j",
                                   "review all a,b,c,d,e,f,g,h,i,j"}) {
        INFO(text);
        test::check_refused(parse_stage(text), ErrorCode::invalid_argument, "is not a stage");
    }
    test::check_refused(parse_stage("REVIEW all a"), ErrorCode::invalid_argument,
                        "is not a meaning");
}

TEST_CASE("a person fills the places of their roles and their own") {
    const Stage stage{Meaning::approval, 2, {"approver", "@jan", "approver", "qa"}};
    const auto jan = PersonId::parse("jan").value();
    CHECK(eligible_slots(stage, jan, {"approver"}) == std::vector<Slot>{"approver", "@jan"});
    CHECK(eligible_slots(stage, PersonId::parse("eva").value(), {"reader"}).empty());
    CHECK(eligible_slots(stage, PersonId::parse("eva").value(), {"@jan"}).size() <= 1);
}

TEST_CASE("as many places are filled as can be, in whatever order people sign") {
    const bool holds = rc::check("filled places", [] {
        const auto role = rc::gen::element<Slot>("a", "b", "c", "@jan");
        const auto sized = [&](int most) {
            return rc::gen::mapcat(rc::gen::inRange(1, most), [role](int n) {
                return rc::gen::container<std::vector<Slot>>(static_cast<std::size_t>(n), role);
            });
        };
        const Stage stage{Meaning::approval, 1, *sized(6)};
        Signers signers = *rc::gen::container<Signers>(4, sized(4));
        const auto filled = filled_slots(stage, signers);
        RC_ASSERT(filled ==
                  by_trying(stage, signers, std::vector<bool>(stage.slots.size(), false), 0));
        std::reverse(signers.begin(), signers.end());
        RC_ASSERT(filled_slots(stage, signers) == filled);
        std::rotate(signers.begin(), signers.begin() + 1, signers.end());
        RC_ASSERT(filled_slots(stage, signers) == filled);
    });
    CHECK(holds);
}
