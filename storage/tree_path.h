// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/result.h"

namespace muniment::storage {

/// Whether a name may become one entry of a tree: safe to check out on every system, and read alike
/// by every git. UTF-8, 1 to 255 bytes; no slash, backslash, colon, control character or direction
/// override; no dot or space at its end; nothing that some file system takes for `.git` or for a
/// file with which git steers itself; no device name of Windows.
/// Errors: invalid_argument, with the reason.
[[nodiscard]] core::Status check_tree_name(std::string_view name);

/// The same for each part of a relative path, of at most 1,024 bytes.
[[nodiscard]] core::Status check_tree_path(std::string_view path);

/// Whether some file system takes the name for `.git` or for a file with which git steers itself.
[[nodiscard]] bool belongs_to_git(std::string_view name);

}  // namespace muniment::storage
