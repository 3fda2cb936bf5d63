// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tree_change.h"

#include <algorithm>
#include <vector>

#include "storage/tree_path.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

/// The changes as a tree of names: a leaf says what shall stand there, a branch leads further.
struct Plan {
    std::map<std::string, Plan> below;
    bool is_leaf = false;
    std::optional<TreeNode> node;
};

tl::unexpected<core::Error> overlapping(const std::string& path) {
    return core::fail(ErrorCode::invalid_argument,
                      "'" + path + "' would be changed both as a whole and in its parts");
}

core::Status add_to_plan(Plan& plan, const std::string& path, const std::optional<TreeNode>& node) {
    MUNIMENT_CHECK(check_tree_path(path));
    Plan* at = &plan;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        at = &at->below[path.substr(start, end - start)];
        if (at->is_leaf) return overlapping(path);
        start = end + 1;
    }
    if (!at->below.empty()) return overlapping(path);
    at->is_leaf = true;
    at->node = node;
    return {};
}

std::vector<TreeEntry>::iterator find_entry(std::vector<TreeEntry>& entries,
                                            const std::string& name) {
    return std::find_if(entries.begin(), entries.end(),
                        [&name](const TreeEntry& entry) { return entry.name == name; });
}

core::Result<std::optional<TreeNode>> changed_folder(ObjectStore& store, const core::ObjectId& id,
                                                     const Plan& plan);

/// What stands under one name afterwards.
core::Result<std::optional<TreeNode>> changed_entry(ObjectStore& store, const std::string& name,
                                                    const TreeEntry* existing, const Plan& plan) {
    if (plan.is_leaf) {
        if (!plan.node && existing == nullptr) {
            return core::fail(ErrorCode::not_found, "'" + name + "' is not there to be removed");
        }
        return plan.node;
    }
    if (existing != nullptr && existing->kind != EntryKind::folder) {
        return core::fail(ErrorCode::already_exists,
                          "'" + name + "' is a file where a folder is needed");
    }
    return changed_folder(store, existing != nullptr ? existing->id : core::ObjectId(), plan);
}

/// Depth is that of the longest path, which check_tree_path() bounds.
core::Result<std::optional<TreeNode>> changed_folder(ObjectStore& store, const core::ObjectId& id,
                                                     const Plan& plan) {
    std::vector<TreeEntry> entries;
    if (!id.is_none()) {
        MUNIMENT_TRY(entries, store.read_tree(id));
    }
    for (const auto& [name, part] : plan.below) {
        const auto existing = find_entry(entries, name);
        MUNIMENT_TRY(
            const std::optional<TreeNode> node,
            changed_entry(store, name, existing == entries.end() ? nullptr : &*existing, part));
        if (existing != entries.end()) entries.erase(existing);
        if (node) entries.push_back({node->kind, name, node->id});
    }
    if (entries.empty()) return std::nullopt;
    MUNIMENT_TRY(const core::ObjectId written, store.write_tree(std::move(entries)));
    return TreeNode{EntryKind::folder, written};
}

}  // namespace

core::Result<core::ObjectId> change_tree(ObjectStore& store, const core::ObjectId& root,
                                         const TreeChanges& changes) {
    Plan plan;
    for (const auto& [path, node] : changes) MUNIMENT_CHECK(add_to_plan(plan, path, node));
    MUNIMENT_TRY(const std::optional<TreeNode> changed, changed_folder(store, root, plan));
    if (changed) return changed->id;
    return store.write_tree({});
}

core::Result<std::optional<TreeNode>> find_in_tree(const ObjectStore& store,
                                                   const core::ObjectId& root,
                                                   std::string_view path) {
    std::optional<TreeNode> found = TreeNode{EntryKind::folder, root};
    for (std::size_t start = 0; found && start <= path.size();) {
        if (found->kind != EntryKind::folder || found->id.is_none()) return std::nullopt;
        const std::size_t end = std::min(path.find('/', start), path.size());
        MUNIMENT_TRY(std::vector<TreeEntry> entries, store.read_tree(found->id));
        const auto entry = find_entry(entries, std::string(path.substr(start, end - start)));
        found.reset();
        if (entry != entries.end()) found = TreeNode{entry->kind, entry->id};
        start = end + 1;
    }
    return found;
}

}  // namespace muniment::storage
