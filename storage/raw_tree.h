// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/object_id.h"
#include "core/result.h"

namespace muniment::storage {

/// What an entry of a tree is. Muniment writes no other kind, so links and executables are faults.
enum class EntryKind {
    file,    ///< mode 100644
    folder,  ///< mode 40000
    commit,  ///< mode 160000: the tip of a chain
};

struct TreeEntry {
    EntryKind kind = EntryKind::file;
    std::string name;
    core::ObjectId id;

    bool operator==(const TreeEntry&) const = default;
};

/// Reads the bytes of a git tree. Errors: data_corrupt for anything that render_raw_tree() would
/// not have written: another mode, an unsafe name, entries out of order or doubled.
[[nodiscard]] core::Result<std::vector<TreeEntry>> parse_raw_tree(std::string_view bytes);

/// Its inverse for entries in git's order; any order is taken. Errors: invalid_argument for a name
/// that check_tree_name() refuses, a name that stands twice, or an id that is none.
[[nodiscard]] core::Result<std::string> render_raw_tree(std::vector<TreeEntry> entries);

}  // namespace muniment::storage
