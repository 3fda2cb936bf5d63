// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/event.h"

// Messages of commits, both ways (docs/format.md). All functions are pure; any thread.

namespace muniment::storage {

/// The format of the register that this program writes and reads.
inline constexpr int register_format = 1;

/// How many subjects one event may have.
inline constexpr std::size_t most_subjects = 1000;

/// An event as the message of its subject commit: a title and the comment for people, and one
/// block of trailers. The metadata are not in the message. A value that no trailer can hold (of
/// several lines, with outer spaces) yields a message that `parse_event` does not give back as
/// the same event: whoever writes a commit checks that first.
[[nodiscard]] std::string render_event(const core::Event& event);

/// The strict inverse. Errors: data_corrupt for any message that `render_event` would not write,
/// and for one with a trailer that its kind of event does not have, or without one that it must.
[[nodiscard]] core::Result<core::Event> parse_event(std::string_view message);

/// The first line for an event ("Approve SOP-0001 revision 2.0").
[[nodiscard]] std::string title_of(const core::Event& event);

/// A subject as a register commit names it: `Subject: COMMIT SHA256 IDENTIFIER REVISION`.
struct SubjectLine {
    core::ObjectId commit;
    core::Digest sha256;
    core::SubjectName subject;
    std::string revision;  ///< `-` for people

    bool operator==(const SubjectLine&) const = default;
};

/// What a register commit's message says.
struct RegisterMessage {
    core::EventKind kind = core::EventKind::library_founded;
    std::string title;  ///< for people: `register_title` of the subjects
    int rules = 1;
    std::uint64_t sequence = 0;
    core::Digest previous_sha256;       ///< default-made for sequence 1
    std::vector<SubjectLine> subjects;  ///< in byte order of the names; none in sequence 1
    // Sequence 1 alone:
    std::string registrar_key;  ///< `ssh-ed25519 AAAA...`
    core::PersonId administrator;
    std::string administrator_key_proof;  ///< base64 on one line

    bool operator==(const RegisterMessage&) const = default;
};

[[nodiscard]] std::string render_register_message(const RegisterMessage& message);

/// The strict inverse; whether the title fits the subjects is for the caller, who has them.
/// Errors: data_corrupt; failed_precondition for a format that this program does not know.
[[nodiscard]] core::Result<RegisterMessage> parse_register_message(std::string_view message);

/// The title of the register commit for these subjects: that of the one, or
/// "Imported: 1000 subjects", or "Found the library" for none.
[[nodiscard]] std::string register_title(core::EventKind kind,
                                         const std::vector<core::Event>& subjects);

}  // namespace muniment::storage
