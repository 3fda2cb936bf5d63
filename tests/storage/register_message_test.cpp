// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "storage/event_codec.h"
#include "tests/support/arbitrary_event.h"

using namespace muniment;
using core::ErrorCode;
using core::EventKind;
using storage::RegisterMessage;

namespace {

storage::SubjectLine subject(const std::string& name, const std::string& revision) {
    return {*core::ObjectId::parse(std::string(40, 'b')),
            *core::Digest::parse(std::string(64, 'c')), *core::SubjectName::parse(name), revision};
}

RegisterMessage release_message() {
    RegisterMessage message;
    message.kind = EventKind::released;
    message.title = "Released: 2 subjects";
    message.sequence = 7;
    message.previous_sha256 = *core::Digest::parse(std::string(64, 'd'));
    message.subjects = {subject("SOP-0001", "2.0"), subject("SOP-0002", "1.1")};
    return message;
}

RegisterMessage founding_message() {
    RegisterMessage message;
    message.kind = EventKind::library_founded;
    message.title = "Found the library";
    message.sequence = 1;
    message.registrar_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ";
    message.administrator = *core::PersonId::parse("anna");
    message.administrator_key_proof = "U1NIU0lHAAAAAQAAADMAAAAL==";
    return message;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

void check_refused(const std::string& text) {
    INFO(text);
    const auto message = storage::parse_register_message(text);
    REQUIRE_FALSE(message);
    CHECK(message.error().code == ErrorCode::data_corrupt);
}

}  // namespace

TEST_CASE("a register commit reads like this") {
    const auto text = storage::render_register_message(release_message());
    const std::string subject = "Subject: " + std::string(40, 'b') + " " + std::string(64, 'c');
    CHECK(text ==
          "Released: 2 subjects\n\nFormat: 1\nRules: 1\nSequence: 7\nEvent: released\n"
          "Previous-SHA256: " +
              std::string(64, 'd') + "\n" + subject + " SOP-0001 2.0\n" + subject +
              " SOP-0002 1.1\n");
    CHECK(storage::parse_register_message(text) == release_message());
}

TEST_CASE("the founding commit names the registrar's key and the administrator") {
    const auto text = storage::render_register_message(founding_message());
    CHECK(text ==
          "Found the library\n\nFormat: 1\nRules: 1\nSequence: 1\nEvent: library-founded\n"
          "Registrar-Key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ\nAdministrator: anna\n"
          "Administrator-Key-Proof: U1NIU0lHAAAAAQAAADMAAAAL==\n");
    CHECK(storage::parse_register_message(text) == founding_message());
    check_refused(replaced(text, "Sequence: 1", "Sequence: 2"));
    check_refused(replaced(text, "library-founded", "released"));
    check_refused(replaced(text, "Administrator: anna", "Administrator: registrar"));
    check_refused(replaced(text, "Administrator: anna\n", ""));
}

TEST_CASE("people stand in a register commit without a revision, documents with one") {
    auto message = release_message();
    message.subjects = {subject("POLICY", "1.0"), subject("people/anna", "-")};
    CHECK(storage::parse_register_message(storage::render_register_message(message)) == message);
    message.subjects[1].revision = "1.0";
    check_refused(storage::render_register_message(message));
    message.subjects = {subject("POLICY", "-")};
    check_refused(storage::render_register_message(message));
}

TEST_CASE("only one spelling of a register commit is read") {
    const auto text = storage::render_register_message(release_message());
    for (const auto& [what, with] : std::vector<std::pair<std::string, std::string>>{
             {"Sequence: 7", "Sequence: 07"},
             {"Sequence: 7", "Sequence: -7"},
             {"Sequence: 7", "Sequence: 99999999999999999999"},
             {"Rules: 1\nSequence: 7", "Sequence: 7\nRules: 1"},
             {"Rules: 1\n", ""},
             {"Rules: 1\n", "Rules: 1\nRules: 1\n"},
             {"Rules: 1", "Rules: 0"},
             {"Format: 1", "Format: 01"},
             {"Previous-SHA256", "Previous"},
             {"SOP-0001", "SOP-0003"},
             {"SOP-0001 2.0", "SOP-0001 2.0 x"},
             {"SOP-0001 2.0", "SOP-0001  2.0"},
             {"SOP-0001 2.0", "SOP-0001 two"},
             {"bbbb", "BBBB"},
             {"\n\nFormat", "\n\nA body.\n\nFormat"},
             {"1.1\n", "1.1\nNote: x\n"},
             {"1.1\n", "1.1"}}) {
        check_refused(replaced(text, what, with));
    }
    auto many = release_message();
    many.subjects.assign(storage::most_subjects, subject("SOP-0001", "1.0"));
    CHECK(storage::parse_register_message(storage::render_register_message(many)) == many);
    many.subjects.push_back(many.subjects.front());
    check_refused(storage::render_register_message(many));
    many.subjects.clear();
    check_refused(storage::render_register_message(many));
}

TEST_CASE("a register of a later format is not called damaged") {
    const auto text =
        replaced(storage::render_register_message(release_message()), "Format: 1", "Format: 2");
    const auto message = storage::parse_register_message(text);
    REQUIRE_FALSE(message);
    CHECK(message.error().code == ErrorCode::failed_precondition);
}

TEST_CASE("the title of a register commit is that of its one subject, or counts them") {
    const auto event = test::full_event(EventKind::imported);
    CHECK(storage::register_title(EventKind::imported, {event}) == storage::title_of(event));
    CHECK(storage::register_title(EventKind::imported, {event, event, event}) ==
          "Imported: 3 subjects");
    CHECK(storage::register_title(EventKind::took_effect, {event, event}) ==
          "Took effect: 2 subjects");
    CHECK(storage::register_title(EventKind::library_founded, {}) == "Found the library");
}
