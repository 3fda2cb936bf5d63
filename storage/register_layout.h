// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/names.h"

/// Every path in the register's tree and every reference of its repository. Paths are relative to
/// the root of the tree, with slashes, and safe (storage/tree_path.h). Pure functions; any thread.
namespace muniment::storage::register_layout {

inline constexpr std::string_view main_reference = "refs/heads/main";

/// Beside a subject's files: the commit at the tip of its chain (a gitlink).
inline constexpr std::string_view history_entry = "history";
inline constexpr std::string_view attachments_folder = "attachments";
inline constexpr std::string_view allowed_signers_file = "allowed_signers";
inline constexpr std::string_view policy_folder = "policy";
inline constexpr std::string_view people_folder = "people";

/// The folder of a document: `SOP/0/00/SOP-0001`, `SOP/12/123/SOP-12345`: what stands before the
/// number, its thousands, its hundreds (two digits or more), the identifier. So a folder of
/// documents has at most 100 entries, whatever the numbering. The policy: `policy`.
[[nodiscard]] std::string document_folder(const core::Identifier& identifier);

/// The folder of a person: `people/3/f/anna`, by the first two hexadecimal digits of the SHA-256
/// of the id.
[[nodiscard]] std::string person_folder(const core::PersonId& person);

/// The name in a person's own tree.
[[nodiscard]] std::string person_file(const core::PersonId& person);

}  // namespace muniment::storage::register_layout
