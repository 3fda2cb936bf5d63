// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/support/model_oracle.h"
#include "tests/support/model_random.h"

using namespace muniment;
using namespace muniment::test;

namespace muniment::test {

void showValue(const RandomStep& step, std::ostream& os) {
    os << "{" << step.person << "," << step.document << "," << step.command << "," << step.variation
       << "," << step.hours << "}";
}

}  // namespace muniment::test

namespace rc {

template <>
struct Arbitrary<RandomStep> {
    static Gen<RandomStep> arbitrary() {
        const auto hours = gen::weightedElement<int>({{8, 0}, {2, 5}, {2, 30}, {1, 200}});
        return gen::build<RandomStep>(
            gen::set(&RandomStep::person, gen::inRange(0, random_people)),
            gen::set(&RandomStep::document, gen::inRange(0, random_documents)),
            gen::set(&RandomStep::command, gen::inRange(0, random_commands)),
            gen::set(&RandomStep::variation, gen::inRange(0, random_variations)),
            gen::set(&RandomStep::hours, hours));
    }
};

}  // namespace rc

namespace {

constexpr int largest_case = 2000;

rc::Gen<std::vector<RandomStep>> some_steps() {
    return rc::gen::scale(largest_case / 100.0, rc::gen::arbitrary<std::vector<RandomStep>>());
}

/// Half of the libraries ask for more than one approver, and let a person sign several stages; some
/// want two persons for changes of roles.
ModelLibrary some_library() {
    if (*rc::gen::arbitrary<bool>()) {
        ModelLibrary library;
        library.policy.two_person_rule = *rc::gen::arbitrary<bool>();
        return library;
    }
    auto text = ModelLibrary::policy_with(
        "\"review all reviewer\", \"approval all approver\"",
        "\"review 1 reviewer,approver,@bob\", \"approval 2 approver,approver,@rolf\"");
    const std::string once = "once_per_route = true ";
    if (*rc::gen::arbitrary<bool>())
        text.replace(text.find(once), once.size(), "once_per_route = false");
    return ModelLibrary(text);
}

void check_intervals(const core::DocumentState& state) {
    for (std::size_t i = 0; i + 1 < state.released.size(); ++i) {
        const auto interval = core::interval_of(state, i);
        RC_ASSERT(interval.end.has_value());
        RC_ASSERT(*interval.end <= core::interval_of(state, i + 1).start);
    }
}

void check_in_force(ModelLibrary& library, const std::string& id) {
    const auto& state = library.document(id);
    for (const auto at : telling_instants(library.log, state.id)) {
        const auto labels = in_force_by_trail(library.log, state.id, at);
        RC_ASSERT(labels.size() <= 1U);
        const auto* current = core::in_force(state, at);
        RC_ASSERT((current == nullptr) == labels.empty());
        if (current != nullptr) RC_ASSERT(current->label == labels.front());
    }
}

/// A key is one person's, and is not valid again once it has ended.
void check_keys(const ModelLibrary& library) {
    std::set<std::string> seen;
    for (const auto& [id, person] : library.people) {
        for (const auto& key : person.keys) {
            RC_ASSERT(seen.insert(key.public_key).second);
            RC_ASSERT(!key.until || key.from < *key.until);
        }
    }
}

}  // namespace

TEST_CASE("whatever people try, only what was signed is released, and one revision is in force") {
    std::size_t accepted = 0;
    std::set<core::EventKind> kinds;
    const bool holds = rc::check("random people give random commands", [&] {
        ModelLibrary library = some_library();
        const auto steps = *some_steps();
        for (const auto& step : steps) {
            const auto& id = random_document_ids()[static_cast<std::size_t>(step.document)];
            const auto document = library.document(id);
            const auto people = library.people;
            const auto events = library.log.size();
            if (take(library, step)) {
                ++accepted;
            } else if (library.log.size() == events) {
                RC_ASSERT(document == library.document(id));
                RC_ASSERT(people == library.people);
            }
        }
        const auto fault = fault_in(library.log, library.policy);
        if (!fault.empty()) RC_FAIL(fault);
        for (const auto& id : random_document_ids()) {
            check_intervals(library.document(id));
            check_in_force(library, id);
        }
        check_keys(library);
        for (const auto& entry : library.log) kinds.insert(entry.event.kind);
    });
    CHECK(holds);
    CHECK(accepted > 5000);
    // All kinds but the founding pair, which no command leads to, those of keys after a reset
    // or with confirmation, and those of the registrar, which have cases of their own.
    for (const auto& rule : core::event_rules()) {
        const bool elsewhere = rule.kind == core::EventKind::library_founded ||
                               rule.kind == core::EventKind::library_accepted ||
                               rule.kind == core::EventKind::person_confirmed ||
                               rule.kind == core::EventKind::key_replaced ||
                               rule.kind == core::EventKind::registrar_rotated ||
                               rule.kind == core::EventKind::registrar_replaced;
        INFO(rule.name);
        CHECK((elsewhere || kinds.count(rule.kind) == 1));
    }
}
