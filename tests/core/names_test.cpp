// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/names.h"

#include <catch2/catch.hpp>

#include "core/numbering.h"
#include "core/person.h"
#include "core/text.h"
#include "tests/support/json_lines.h"
#include "tests/support/model_library.h"
#include "tests/support/refusal.h"
#include "tests/support/shared_input.h"

using namespace muniment;
using namespace muniment::core;

namespace {

std::vector<std::string> naughty_strings() {
    std::vector<std::string> inputs;
    for (const auto& line :
         test::read_json_lines(test::shared_input("adversarial/naughty-strings.jsonl"))) {
        inputs.push_back(line->getValue<std::string>("input"));
    }
    return inputs;
}

bool is_only(const std::string& text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string::npos;
}

}  // namespace

TEST_CASE("ids of people are lower-case names that every file system takes") {
    for (const std::string id :
         {"a", "ann", "ann.zych", "j-p_2", "a2345678901234567890123456789012"}) {
        CHECK(test::check_accepted(PersonId::parse(id)).text() == id);
    }
    for (const std::string id :
         {"", "Ann", "2ann", ".ann", "-ann", "_ann", "ann.", "ann..zych", "ann zych", "ann/zych",
          "ann\\zych", "ann\nzych", "żaneta", "con", "nul", "com1", "aux.x", "main.lock",
          "a23456789012345678901234567890123"}) {
        INFO(id);
        test::check_refused(PersonId::parse(id), ErrorCode::invalid_argument, "cannot be");
    }
    test::check_refused(PersonId::parse("registrar"), ErrorCode::invalid_argument, "own name");
    CHECK(registrar_id().text() == "registrar");
}

TEST_CASE("identifiers are capitals, digits, dots and dashes, ending in the number") {
    for (const std::string id : {"SOP-0001", "A1", "EU.QMS-7", "SOP-00012345", "POLICY", "X-1.2"}) {
        CHECK(test::check_accepted(Identifier::parse(id)).text() == id);
    }
    for (const std::string id :
         {"",       "S",        "sop-0001", "SOP-",      "SOP",        "0001",   "-1",    ".1",
          "SOP..1", "SOP 1",    "SOP/1",    "SOP_1",     "SOP-0001\n", "SOP-１", "CON-1", "COM1",
          "NUL.1",  "POLICY-1", "PEOPLE1",  "HISTORY-1", "Policy",     "ŚOP-1"}) {
        INFO(id);
        test::check_refused(Identifier::parse(id), ErrorCode::invalid_argument,
                            "is not an identifier");
    }
    std::string too_long(64, 'A');
    too_long.push_back('1');
    CHECK_FALSE(Identifier::parse(too_long).has_value());
}

TEST_CASE("names that Windows keeps are known in any case, with an extension or without") {
    for (const std::string name : {"con", "CON", "Nul.txt", "aux .md", "COM1", "lpt9.toml"}) {
        CHECK(is_device_name(name));
    }
    for (const std::string name : {"console", "com", "com10", "xcon", "lpt", ""}) {
        CHECK_FALSE(is_device_name(name));
    }
}

TEST_CASE("of all naughty strings only harmless ones become names") {
    for (const auto& input : naughty_strings()) {
        INFO(input);
        if (PersonId::parse(input))
            CHECK(is_only(input, "abcdefghijklmnopqrstuvwxyz0123456789._-"));
        if (Identifier::parse(input))
            CHECK(is_only(input, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"));
        if (const auto pattern = NumberingPattern::parse(input)) {
            CHECK(Identifier::parse(pattern->identifier(1).text()).has_value());
        }
    }
}

TEST_CASE("a naughty string is a title, and a printed name, or is refused; it survives its file") {
    for (const auto& input : naughty_strings()) {
        INFO(input);
        test::ModelLibrary library;
        auto metadata = library.metadata("SOP-0001");
        metadata.title = input;
        const auto created = library.act(
            "ann", "SOP-0001",
            CreateDraft{test::identifier("SOP-0001"), library.content(metadata, "x"), ""});
        const bool usable = is_single_line(input) && trimmed(input) == input && !input.empty();
        CHECK(created.has_value() == (usable && character_count(input) <= 200));
        CHECK(check_printed_name(input).has_value() == (usable && character_count(input) <= 100));
        if (created) CHECK(parse_metadata(render_metadata(metadata)).value() == metadata);
    }
}
