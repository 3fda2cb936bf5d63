// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/event_codec.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/text.h"
#include "tests/support/arbitrary_event.h"
#include "tests/support/field_keys.h"

using namespace muniment;
using core::ErrorCode;
using core::Event;
using core::EventKind;

namespace {

/// The lines of a message, and back.
std::vector<std::string> lines_of(const std::string& message) {
    return core::split(std::string_view(message).substr(0, message.size() - 1), '\n');
}
std::string message_of(const std::vector<std::string>& lines) {
    return core::join(lines, "\n") + "\n";
}

void check_refused(const std::string& message) {
    INFO(message);
    const auto event = storage::parse_event(message);
    REQUIRE_FALSE(event);
    CHECK(event.error().code == ErrorCode::data_corrupt);
}

/// Index of the first line of the block of trailers.
std::size_t block_of(const std::vector<std::string>& lines) {
    return static_cast<std::size_t>(std::find(lines.rbegin(), lines.rend(), "").base() -
                                    lines.begin());
}

Event quiet_event(EventKind kind) {
    Event event = test::full_event(kind);
    event.comment = "A supplier has changed.";
    if (!event.stated_approvers.empty()) event.stated_approvers = {"A. Nowak"};
    return event;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

Event signed_event() {
    Event event;
    event.kind = EventKind::draft_signed;
    event.subject = *core::SubjectName::parse("SOP-0001");
    event.revision = *core::RevisionLabel::parse("2.0");
    event.state = core::RevisionState::approved;
    event.stage = 2;
    event.meaning = core::Meaning::approval;
    event.decision = core::Decision::accept;
    event.slots = {"approver", "@jan"};
    event.person = *core::PersonId::parse("jan");
    event.name = "Jan Nowak";
    event.roles = {"approver", "reader"};
    event.content_sha256 = *core::Digest::parse(std::string(64, 'a'));
    event.authentication = core::Authentication::password;
    event.via = core::Via::web;
    return event;
}

}  // namespace

TEST_CASE("the table of events has a row for each kind, in the kinds' order") {
    const auto& rules = core::event_rules();
    REQUIRE(rules.size() == static_cast<std::size_t>(EventKind::registrar_replaced) + 1);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CHECK(static_cast<std::size_t>(rules[i].kind) == i);
        CHECK(core::parse_event_kind(rules[i].name) == rules[i].kind);
        CHECK(std::is_sorted(rules[i].fields.begin(), rules[i].fields.end(),
                             [](const auto& a, const auto& b) { return a.field < b.field; }));
    }
}

TEST_CASE("an event reads like this") {
    Event event = signed_event();
    event.comment = "Checked against the manual.\nSee: page 7";
    CHECK(storage::render_event(event) ==
          "Approve SOP-0001 revision 2.0\n\nChecked against the manual.\n See: page 7\n\n"
          "Event: draft-signed\nDocument: SOP-0001\nRevision: 2.0\nState: approved\nStage: 2\n"
          "Meaning: approval\nDecision: accept\nSlots: approver,@jan\nPerson: jan\n"
          "Name: Jan Nowak\nRoles: approver,reader\nContent-SHA256: " +
              std::string(64, 'a') + "\nAuthentication: password\nVia: web\n");
}

TEST_CASE("titles say what was done") {
    Event event = signed_event();
    event.meaning = core::Meaning::review;
    CHECK(storage::title_of(event) == "Review SOP-0001 revision 2.0");
    event.decision = core::Decision::reject;
    CHECK(storage::title_of(event) == "Reject SOP-0001 revision 2.0");
    event.kind = EventKind::person_disabled;
    event.subject = *core::SubjectName::parse("people/jan");
    CHECK(storage::title_of(event) == "Disable jan");
}

TEST_CASE("events of every kind come back as they went in") {
    for (const auto& rule : core::event_rules()) {
        INFO(rule.name);
        CHECK(rc::check([&rule] {
            const Event event = *test::arbitrary_event(rule.kind);
            const auto message = storage::render_event(event);
            const auto again = storage::parse_event(message);
            RC_ASSERT(again.has_value());
            RC_ASSERT(*again == event);
        }));
    }
}

TEST_CASE("a trailer that is missing, doubled, moved or misspelt is refused") {
    for (const auto& rule : core::event_rules()) {
        const Event event = quiet_event(rule.kind);
        const auto lines = lines_of(storage::render_event(event));
        REQUIRE(storage::parse_event(message_of(lines)));
        for (std::size_t i = block_of(lines); i < lines.size(); ++i) {
            const bool repeatable = lines[i].rfind("Stated-Approver: ", 0) == 0;
            auto doubled = lines;
            doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
            if (!repeatable) check_refused(message_of(doubled));
            if (i + 1 < lines.size()) {
                auto moved = lines;
                std::swap(moved[i], moved[i + 1]);
                check_refused(message_of(moved));
            }
            for (const auto* ending : {" ", "\r", "\t", "\xFF"}) {
                auto longer = lines;
                longer[i] += ending;
                check_refused(message_of(longer));
            }
            auto empty = lines;
            empty[i] = lines[i].substr(0, lines[i].find(':') + 2);
            check_refused(message_of(empty));
            check_refused(message_of(lines).replace(message_of(lines).rfind(lines[i]), 1, "x"));
        }
    }
}

TEST_CASE("an event without what its kind must have is refused") {
    for (const auto& rule : core::event_rules()) {
        std::vector<std::string> optional;
        for (const auto& [field, presence] : rule.fields) {
            const auto keys = test::keys_of(field);
            if (presence == core::Presence::optional)
                optional.insert(optional.end(), keys.begin(), keys.end());
        }
        const auto lines = lines_of(storage::render_event(quiet_event(rule.kind)));
        for (std::size_t i = block_of(lines); i < lines.size(); ++i) {
            const auto key = lines[i].substr(0, lines[i].find(':'));
            if (std::find(optional.begin(), optional.end(), key) != optional.end()) continue;
            auto fewer = lines;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            check_refused(message_of(fewer));
        }
    }
}

TEST_CASE("an event with what its kind does not have is refused") {
    Event event = signed_event();
    event.review_due = *core::parse_date("2027-01-31");
    check_refused(storage::render_event(event));
    event = signed_event();
    event.manifest = event.content_sha256;
    check_refused(storage::render_event(event));
    event = quiet_event(EventKind::took_effect);
    event.via = core::Via::web;
    check_refused(storage::render_event(event));
}

TEST_CASE("only one spelling of an event is read") {
    const auto message = storage::render_event(signed_event());
    REQUIRE(storage::parse_event(message));
    for (const auto& [what, with] : std::vector<std::pair<std::string, std::string>>{
             {"Approve SOP", "Review SOP"},
             {"Approve SOP-0001 revision 2.0\n", "Approve SOP-0001 revision 2.0\nmore\n"},
             {"Stage: 2", "Stage: 02"},
             {"Stage: 2", "Stage: 0"},
             {"Stage: 2", "Stage: 99999999999999999999"},
             {"approver,@jan", "approver,,@jan"},
             {"approver,@jan", "approver, @jan"},
             {"approver,@jan", "approver,@"},
             {"Roles: approver,reader", "Roles: reader,approver"},
             {"Roles: approver,reader", "Roles: approver,approver"},
             {"Roles: approver,reader", "Roles: approver,"},
             {"Roles: approver,reader", "Roles: -,reader"},
             {"Stage: 2", "Stage:  2"},
             {"Stage: 2", "Stage:2"},
             {"Stage: 2", "Stage : 2"},
             {"Stage: 2", "stage: 2"},
             {"aaaa", "AAAA"},
             {"State: approved", "State: Approved"},
             {"Via: web\n", "Via: web"},
             {"Via: web\n", "Via: web\n\n"},
             {"Via: web\n", "Via: web\n\nEvent: draft-signed\n"},
             {"\n\nEvent", "\n\n\nEvent"},
             {"\n\nEvent", "\n\nNote: x\n\nEvent"},
             {"\n\nEvent", "\n\n---\n\nEvent"},
             {"Document: SOP-0001", "Document: SOP-0002"},
             {"Document: SOP-0001", "Document: people/jan"},
             {"Event: draft-signed", "Event: signed"},
             {"Name: Jan Nowak", "Name: Jan Nowak\n Wiki"},
             {"Name: Jan Nowak", "Name: Jan\xE2\x80\xAE Nowak"}}) {
        check_refused(replaced(message, what, with));
    }
    check_refused("");
    check_refused("\n");
    check_refused("\n\n");
    check_refused("Approve\n\n");
}

TEST_CASE("dates with and without their instant are told apart") {
    Event event = quiet_event(EventKind::released);
    event.effective = core::EffectiveDate{*core::parse_date("2026-12-01"), {}};
    const auto today = storage::render_event(event);
    CHECK(today.find("\nEffective-Date: 2026-12-01\n") != std::string::npos);
    CHECK(storage::parse_event(today)->effective == event.effective);
    event.effective->first_instant = *core::parse_instant("2026-11-30T23:00:00Z");
    const auto ahead = storage::render_event(event);
    CHECK(ahead.find("\nEffective-Date: 2026-12-01 2026-11-30T23:00:00Z\n") != std::string::npos);
    CHECK(storage::parse_event(ahead)->effective == event.effective);
    check_refused(replaced(ahead, "T23:00:00Z", "T23:00:00+00:00"));
    check_refused(replaced(ahead, "2026-12-01 ", "2026-12-01  "));
    check_refused(replaced(ahead, "2026-12-01 ", "2026-02-30 "));
}

TEST_CASE("any change of a byte gives a message that is refused or is itself in the one spelling") {
    CHECK(rc::check([] {
        const auto kind = static_cast<EventKind>(
            *rc::gen::inRange(0, static_cast<int>(core::event_rules().size())));
        auto message = storage::render_event(*test::arbitrary_event(kind));
        const auto at = *rc::gen::inRange<std::size_t>(0, message.size());
        message[at] = *rc::gen::elementOf(std::string("\n :-,a0Z\t\xFF"));
        const auto event = storage::parse_event(message);
        if (event) RC_ASSERT(storage::render_event(*event) == message);
    }));
}
