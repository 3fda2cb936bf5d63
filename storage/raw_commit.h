// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/object_id.h"
#include "core/result.h"
#include "core/time.h"

namespace muniment::storage {

/// Who stands in a commit's author or committer line, and when.
struct Ident {
    std::string name;   ///< one line, not empty, no angle brackets, no space at its ends
    std::string email;  ///< not empty, no white space, no angle brackets
    core::Instant time;

    bool operator==(const Ident&) const = default;
};

/// A git commit as a register holds it: these headers, each once and in this order, and no other;
/// always signed; times in UTC. parse_raw_commit() and render() are inverses, byte for byte, so
/// nothing can stand in a stored commit that the value does not hold.
struct RawCommit {
    core::ObjectId tree;
    std::vector<core::ObjectId> parents;
    Ident author;
    Ident committer;
    std::string signature;  ///< an SSH armour for the use `git`, with its last line feed
    std::string message;    ///< UTF-8, ends in a line feed

    bool operator==(const RawCommit&) const = default;
};

/// Reads what `git cat-file commit` prints. Errors: data_corrupt, which says what is not as it
/// must be. Whether the signature is right is for verify() of storage/ssh_signature.h to say.
[[nodiscard]] core::Result<RawCommit> parse_raw_commit(std::string_view bytes);

/// Errors: invalid_argument when the value holds what parse_raw_commit() would refuse.
[[nodiscard]] core::Result<std::string> render(const RawCommit& commit);

/// The bytes that the signature is over: the commit without its signature, which may be missing
/// yet.
[[nodiscard]] std::string payload(const RawCommit& commit);

/// A printed name as an Ident may hold it: without what git would drop or stumble over. When
/// nothing is left, `otherwise` (a person's id).
[[nodiscard]] std::string ident_name(std::string_view printed_name, std::string_view otherwise);

}  // namespace muniment::storage
