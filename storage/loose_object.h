// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <git2.h>

#include "core/object_id.h"
#include "core/result.h"

namespace muniment::storage {

struct LooseObject {
    git_object_t type;
    std::string bytes;
};

/// Where an object lies that has a file of its own.
[[nodiscard]] std::filesystem::path loose_object_file(const std::filesystem::path& repository,
                                                      const core::ObjectId& id);

/// Reads such an object; nothing when it has no file (it may be in a pack). libgit2 1.5 never
/// returns from reading a file that is cut off (its issue 7342), so Muniment unpacks these itself.
/// Errors: data_corrupt when it is damaged, cut off, followed by other bytes, or hashes to another
/// id; else as system_failure().
[[nodiscard]] core::Result<std::optional<LooseObject>> read_loose_object(
    const std::filesystem::path& repository, const core::ObjectId& id);

}  // namespace muniment::storage
