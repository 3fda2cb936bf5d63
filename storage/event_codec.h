// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/event.h"

namespace muniment::storage {

/// The format of the register that this program writes and reads (docs/format.md).
inline constexpr int register_format = 1;

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
    std::string title;  ///< for people; the first line
    int rules = 1;
    std::uint64_t sequence = 0;
    core::Digest previous_sha256;  ///< default-made for sequence 1
    std::vector<SubjectLine> subjects;
    // Sequence 1 alone:
    std::string registrar_key;
    core::PersonId administrator;
    std::string administrator_key_proof;
    bool operator==(const RegisterMessage&) const = default;
};

/// An event as the message of its subject commit: a title and the comment for people, and one
/// block of trailers. `parse_event` is the strict inverse: data_corrupt for a message that
/// `render_event` would not write. The metadata are not in the message. Pure.
[[nodiscard]] std::string render_event(const core::Event& event);
[[nodiscard]] core::Result<core::Event> parse_event(std::string_view message);

/// The same for register commits.
[[nodiscard]] std::string render_register_message(const RegisterMessage& message);
[[nodiscard]] core::Result<RegisterMessage> parse_register_message(std::string_view message);

/// The first line for an event ("Approve SOP-0001 revision 2.0").
[[nodiscard]] std::string title_of(const core::Event& event);

/// A person's name as git's ident can carry it: without `<`, `>`, line ends and outer dots.
[[nodiscard]] std::string ident_name(std::string_view printed_name);

}  // namespace muniment::storage
