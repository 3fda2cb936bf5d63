// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What stock git reads in the messages of commits, whatever people wrote into them.
#include <algorithm>

#include <catch2/catch.hpp>

#include "core/text.h"
#include "storage/event_codec.h"
#include "tests/support/arbitrary_event.h"
#include "tests/support/command.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"

using namespace muniment;
using core::Event;
using core::EventKind;

namespace {

/// The block of trailers that git must find: all of it and nothing else.
std::string block_of(const std::string& message) {
    return message.substr(message.rfind("\n\n") + 2);
}

/// What `git log` says are the trailers of commits with these messages.
std::vector<std::string> trailers_by_git_log(const std::vector<std::string>& messages) {
    const test::TemporaryFolder folder;
    const std::string repository = (folder.path() / "r.git").string();
    REQUIRE(test::run_command({"git", "init", "-q", "--bare", repository}).status == 0);
    std::string stream;
    for (const auto& message : messages) {
        stream +=
            "commit refs/heads/main\ncommitter A <a@example.invalid> 1700000000 +0000\ndata " +
            std::to_string(message.size()) + "\n" + message + "\n";
    }
    REQUIRE(test::run_command({"git", "-C", repository, "fast-import", "--quiet"}, stream).status ==
            0);
    const auto log = test::run_command({"git", "-C", repository, "log", "--reverse",
                                        "--format=%(trailers)%x01", "refs/heads/main"});
    REQUIRE(log.status == 0);
    auto blocks = core::split(log.text, '\x01');
    REQUIRE(blocks.size() == messages.size() + 1);
    blocks.pop_back();
    // `git log` puts a line feed between commits.
    for (std::size_t i = 1; i < blocks.size(); ++i) blocks[i].erase(0, 1);
    return blocks;
}

void check_with_git(const std::vector<Event>& events) {
    std::vector<std::string> messages;
    for (const auto& event : events) {
        messages.push_back(storage::render_event(event));
        INFO(messages.back());
        const auto again = storage::parse_event(messages.back());
        REQUIRE(again);
        CHECK(*again == event);
    }
    const auto blocks = trailers_by_git_log(messages);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        INFO(messages[i]);
        CHECK(blocks[i] == block_of(messages[i]));
    }
}

/// The rules let no control characters into a comment, save line feeds and tabs.
bool is_comment(const std::string& text) {
    return core::is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
           });
}

std::vector<std::string> naughty_strings() {
    std::vector<std::string> texts;
    for (const auto& row :
         test::read_json_lines(test::shared_input("adversarial/naughty-strings.jsonl")))
        texts.push_back(row->getValue<std::string>("input"));
    REQUIRE(texts.size() > 100);
    return texts;
}

const std::vector<std::string>& hostile_comments() {
    static const std::vector<std::string> comments{
        "",
        "Signed-off-by: Mallory <mallory@example.invalid>",
        "A reason.\n\nSigned-off-by: Mallory <mallory@example.invalid>\nPerson: mallory",
        "Person: mallory\n\n\n",
        "\n\nPerson: mallory",
        "---\nPerson: mallory",
        "--- a/SOP-0001.md\n+++ b/SOP-0001.md",
        " ---",
        "-- \nmallory",
        "# ------------------------ >8 ------------------------\nPerson: mallory",
        "; ------------------------ >8 ------------------------",
        "# a comment\n#Person: mallory",
        "Conflicts:\n\tSOP-0001.md",
        "(cherry picked from commit 0123456789012345678901234567890123456789)",
        " Person: mallory\n  Person: mallory\n\tPerson: mallory",
        "ends with spaces  \n  ",
        "\t",
        "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----",
    };
    return comments;
}

}  // namespace

TEST_CASE("git log reads exactly the trailers of an event, whatever the comment") {
    std::vector<Event> events;
    Event event = test::full_event(EventKind::draft_signed);
    auto comments = hostile_comments();
    for (auto& text : naughty_strings()) {
        if (is_comment(text)) comments.push_back(std::move(text));
    }
    for (auto& comment : comments) {
        event.comment = std::move(comment);
        events.push_back(event);
    }
    check_with_git(events);
}

TEST_CASE("git log reads exactly the trailers of an event, whatever the name") {
    std::vector<Event> events;
    Event event = test::full_event(EventKind::person_added);
    for (auto& text : naughty_strings()) {
        if (!core::check_printed_name(text)) continue;
        event.name = text;
        event.printed_name = std::move(text);
        events.push_back(event);
    }
    check_with_git(events);
}

TEST_CASE("git log reads exactly the trailers of events of every kind") {
    std::vector<Event> events;
    for (const auto& rule : core::event_rules()) {
        for (const unsigned seed : {1U, 2U, 3U})
            events.push_back(test::arbitrary_event(rule.kind)(rc::Random(seed), 80).value());
    }
    check_with_git(events);
}

TEST_CASE("git interpret-trailers reads exactly the trailers of an event") {
    Event event = test::full_event(EventKind::released);
    for (const auto& comment : hostile_comments()) {
        event.comment = comment;
        const auto message = storage::render_event(event);
        INFO(message);
        const auto parsed = test::run_command({"git", "interpret-trailers", "--parse"}, message);
        CHECK(parsed.status == 0);
        CHECK(parsed.text == block_of(message));
    }
}
