// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/metadata.h"
#include "core/person.h"
#include "core/text.h"
#include "tests/support/model_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using namespace muniment::core;

namespace {

using Parts = std::vector<std::string>;

/// Texts with all that TOML has to escape, and some that it need not.
rc::Gen<std::string> some_text() {
    return rc::gen::map(
        rc::gen::container<Parts>(rc::gen::element<std::string>(
            "a", " ", "\"", "\\", "\n", "\t", "\x7f", "\x01", "ż", "😀", "#", "=", "[", "'",
            "\xEF\xBB\xBF", "\xC2\x85", "\r", "\xEF\xBF\xBF", "u0041", "\xE2\x80\xA8")),
        [](const Parts& parts) { return join(parts, ""); });
}

std::string some_filled_text() {
    return *rc::gen::nonEmpty(some_text());
}

Date some_date() {
    return Date(std::chrono::sys_days(std::chrono::days(*rc::gen::inRange(-700000, 2900000))));
}

Instant some_instant() {
    return Instant(
        std::chrono::seconds(*rc::gen::inRange<std::int64_t>(-1000000000, 250000000000)));
}

template <class T>
std::optional<T> perhaps(T value) {
    return *rc::gen::arbitrary<bool>() ? std::optional<T>(std::move(value)) : std::nullopt;
}

Metadata some_metadata() {
    Metadata metadata;
    metadata.title = some_filled_text();
    metadata.type = some_filled_text();
    metadata.owner = test::person_id("ann");
    metadata.department = *some_text();
    metadata.language = *some_text();
    metadata.reading_class = some_filled_text();
    metadata.review_months = perhaps(*rc::gen::inRange(0, 1200));
    metadata.clauses = *rc::gen::container<Parts>(some_text());
    metadata.keywords = *rc::gen::container<Parts>(some_text());
    if (*rc::gen::arbitrary<bool>()) metadata.related = {test::identifier("WI-7")};
    metadata.former_identifier = *some_text();
    metadata.external = perhaps(ExternalOrigin{*some_text(), *some_text(), perhaps(some_date())});
    metadata.effective_date = perhaps(some_date());
    metadata.change_kind = *rc::gen::element(ChangeKind::major, ChangeKind::minor);
    metadata.change_reason = *some_text();
    metadata.links =
        *rc::gen::container<std::map<std::string, std::string>>(some_text(), some_text());
    return metadata;
}

Person some_person() {
    Person person;
    person.id = test::person_id("ann");
    person.name = some_filled_text();
    person.roles = *rc::gen::container<RoleSet>(some_text());
    person.enabled = *rc::gen::arbitrary<bool>();
    person.enrolment =
        *rc::gen::element(Enrolment::invited, Enrolment::enrolled, Enrolment::unconfirmed);
    person.was_reset = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) person.code_from = test::person_id("otto");
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
        person.keys.push_back({some_filled_text(), some_instant(), perhaps(some_instant())});
    }
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
        person.delegations.push_back(
            {test::person_id("bob"), {some_date(), some_instant()}, {some_date(), some_instant()}});
    }
    return person;
}

}  // namespace

TEST_CASE("metadata are read as they were written") {
    CHECK(rc::check("metadata", [] {
        const auto metadata = some_metadata();
        const auto text = render_metadata(metadata);
        const auto parsed = parse_metadata(text);
        if (!parsed) RC_FAIL(parsed.error().message + "\n" + text);
        RC_ASSERT(*parsed == metadata);
    }));
}

TEST_CASE("a person is read as they were written") {
    CHECK(rc::check("person", [] {
        const auto person = some_person();
        const auto text = render_person(person);
        const auto parsed = parse_person(text);
        if (!parsed) RC_FAIL(parsed.error().message + "\n" + text);
        RC_ASSERT(*parsed == person);
    }));
}

TEST_CASE("another spelling of the same, or less, is damaged data") {
    const auto good = render_metadata(test::ModelLibrary().metadata("SOP-0001"));
    for (const std::string& text :
         {good + "\n", good + "# note\n", " " + good, good + "extra = 1\n", std::string(),
          std::string("title = 'x'"), good.substr(0, good.size() / 2),
          "review_months = -1\n" + good, "\xEF\xBB\xBF" + good}) {
        INFO(text);
        test::check_refused(parse_metadata(text), ErrorCode::data_corrupt, "metadata file");
    }
    const auto person = render_person(test::ModelLibrary().person("ann"));
    for (const std::string& text :
         {person + "\n", person + "\n[[keys]]\nkey = \"x\"\n", std::string(),
          "id = \"Ann\"" + person.substr(10), person + "x"}) {
        INFO(text);
        CHECK(parse_person(text).error().code == ErrorCode::data_corrupt);
    }
}
