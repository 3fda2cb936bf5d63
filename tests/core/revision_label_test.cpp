// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/revision_label.h"

#include <algorithm>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::core;

namespace {

std::vector<RevisionLabel> labels(const std::vector<std::string>& texts) {
    std::vector<RevisionLabel> labels;
    labels.reserve(texts.size());
    for (const auto& text : texts) labels.push_back(test::label(text));
    return labels;
}

std::string next(LabelScheme scheme, ChangeKind kind, const std::vector<std::string>& used,
                 const std::string& base) {
    const auto from = base.empty() ? RevisionLabel() : test::label(base);
    return next_label(scheme, kind, labels(used), from).text();
}

}  // namespace

TEST_CASE("the next label counts on, past labels that were withdrawn") {
    using enum LabelScheme;
    using enum ChangeKind;
    CHECK(next(major_minor, major, {}, "") == "1.0");
    CHECK(next(major_minor, minor, {}, "") == "1.0");
    CHECK(next(major_minor, minor, {"1.0"}, "1.0") == "1.1");
    CHECK(next(major_minor, major, {"1.0", "1.1"}, "1.1") == "2.0");
    CHECK(next(major_minor, minor, {"1.0", "1.1", "2.0"}, "1.0") == "1.2");
    CHECK(next(major_minor, major, {"1.0", "2.0"}, "1.0") == "3.0");
    CHECK(next(major_minor, minor, {"1.9"}, "1.9") == "1.10");
    CHECK(next(major_minor, minor, {"3"}, "3") == "3.1");
    CHECK(next(major_minor, minor, {"C"}, "C") == "1.0");
    CHECK(next(integer, minor, {}, "") == "1");
    CHECK(next(integer, major, {"1", "2", "2.7"}, "1") == "3");
    CHECK(next(letter, major, {}, "") == "A");
    CHECK(next(letter, minor, {"A", "Z"}, "A") == "AA");
    CHECK(next(letter, minor, {"AZ"}, "AZ") == "BA");
    CHECK(next(letter, minor, {"1.0"}, "1.0") == "A");
}

TEST_CASE("what is no label is refused") {
    for (const std::string text : {"", "1.", ".1", "01", "1.01", "1.0.0", "a", "1a", "A1", "-1",
                                   " 1.0", "1,0", "1234567", "ABCDE", "１"}) {
        INFO(text);
        test::check_refused(RevisionLabel::parse(text), ErrorCode::invalid_argument,
                            "is not a revision label");
    }
}

TEST_CASE("labels with room for successors are told from those at the end") {
    for (const char* text : {"1.0", "99999", "99999.99999", "A", "ZZZ"}) {
        CHECK(leaves_room(test::label(text)));
    }
    for (const char* text : {"999999", "1.999999", "999999.1", "ZZZZ"}) {
        CHECK_FALSE(leaves_room(test::label(text)));
    }
}

TEST_CASE("no label comes twice, whatever schemes and kinds follow each other") {
    CHECK(rc::check("labels", [] {
        auto used = labels({*rc::gen::element<std::string>("1.0", "7", "ZZ", "0.9", "99999")});
        auto base = used.front();
        const auto moves = *rc::gen::container<std::vector<int>>(40, rc::gen::inRange(0, 12));
        for (const int move : moves) {
            const auto scheme = static_cast<LabelScheme>(move % 3);
            const auto kind = move % 2 == 0 ? ChangeKind::major : ChangeKind::minor;
            const auto label = next_label(scheme, kind, used, base);
            RC_ASSERT(std::find(used.begin(), used.end(), label) == used.end());
            RC_ASSERT(RevisionLabel::parse(label.text()).value() == label);
            used.push_back(label);
            if (move >= 6) base = label;
        }
    }));
}
