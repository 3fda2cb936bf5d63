// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/object_id.h"
#include "core/result.h"
#include "storage/object_store.h"

namespace muniment::storage {

/// What shall stand at a path: a file, a whole folder (its tree), or the tip of a chain.
struct TreeNode {
    EntryKind kind = EntryKind::file;
    core::ObjectId id;

    bool operator==(const TreeNode&) const = default;
};

/// By path: what shall stand there, or that nothing shall.
using TreeChanges = std::map<std::string, std::optional<TreeNode>>;

/// Writes the tree that `root` becomes; only the folders on the way to a change are read and
/// written, so the cost follows from the changes, not from the size of the library. Folders are
/// made as needed, and dropped when nothing is left in them. A root that is none is empty. Durable
/// after the store's flush().
/// Errors: invalid_argument for a path that check_tree_path() refuses, or for one path below
/// another; not_found when what shall be removed is not there; already_exists when a file stands
/// where a folder is needed; data_corrupt as read_tree().
[[nodiscard]] core::Result<core::ObjectId> change_tree(ObjectStore& store,
                                                       const core::ObjectId& root,
                                                       const TreeChanges& changes);

/// What stands at a path below a tree; nothing when there is nothing. Errors: data_corrupt as
/// read_tree().
[[nodiscard]] core::Result<std::optional<TreeNode>> find_in_tree(const ObjectStore& store,
                                                                 const core::ObjectId& root,
                                                                 std::string_view path);

}  // namespace muniment::storage
