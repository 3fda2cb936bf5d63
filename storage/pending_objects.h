// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <git2.h>

#include "core/object_id.h"
#include "core/result.h"
#include "storage/git_handle.h"

namespace muniment::storage {

/// Objects that are written but not yet on the disk: in memory, over a second handle of the
/// repository, because libgit2 cannot take a store in memory away from a handle again.
/// One thread at a time; errors as git_failure().
class PendingObjects {
  public:
    [[nodiscard]] core::Status open(const std::filesystem::path& repository);
    [[nodiscard]] bool is_open() const { return odb_ != nullptr; }

    /// Reads pending objects and, below them, those of the disk. Only when open.
    [[nodiscard]] git_odb* odb() const { return odb_.get(); }

    /// Keeps an object that is not on the disk; its id has been computed.
    [[nodiscard]] core::Status write(const core::ObjectId& id, git_object_t type,
                                     std::string_view bytes);

    [[nodiscard]] bool contains(const core::ObjectId& id) const { return known_.contains(id); }

    /// In the order in which they were written: what an object refers to before the object.
    [[nodiscard]] const std::vector<core::ObjectId>& ids() const { return ids_; }

    /// Writes all of them as one pack with its index, both flushed.
    [[nodiscard]] core::Status write_pack();

    [[nodiscard]] core::Status clear();

  private:
    GitRepository repository_;
    GitOdb odb_;
    git_odb_backend* memory_ = nullptr;  ///< owned by odb_
    std::vector<core::ObjectId> ids_;
    std::unordered_set<core::ObjectId> known_;
};

}  // namespace muniment::storage
