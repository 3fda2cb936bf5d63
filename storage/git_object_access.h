// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <git2.h>

#include "core/object_id.h"
#include "core/result.h"

/// Single objects of one libgit2 object database; errors as git_failure().
namespace muniment::storage {

[[nodiscard]] git_oid to_git(const core::ObjectId& id);
[[nodiscard]] core::ObjectId from_git(const git_oid& id);

/// The id that these bytes have as an object of this type.
[[nodiscard]] core::Result<core::ObjectId> object_id(git_object_t type, std::string_view bytes);

[[nodiscard]] core::Result<bool> contains_object(git_odb* odb, const core::ObjectId& id);

/// data_corrupt when the types differ.
[[nodiscard]] core::Status check_type(const core::ObjectId& id, git_object_t actual,
                                      git_object_t expected);

/// Errors: data_corrupt when it is missing, damaged, or of another type.
[[nodiscard]] core::Result<std::string> read_object(git_odb* odb, const core::ObjectId& id,
                                                    git_object_t type);

[[nodiscard]] core::Status copy_object(git_odb* from, git_odb* to, const core::ObjectId& id);

}  // namespace muniment::storage
