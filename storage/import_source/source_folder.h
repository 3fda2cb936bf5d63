// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"

namespace muniment::storage {

/// Whether a path relative to a source may be followed: UTF-8 on one line, parts parted by single
/// slashes, none of them `.`, `..` or a name that git keeps for itself, no backslash.
/// Errors: invalid_argument with the reason.
[[nodiscard]] core::Status check_source_path(std::string_view path);

/// The files below one folder, and nothing outside it: neither `..` nor a symbolic link leads out.
/// Counts what was read. Not thread-safe.
class SourceFolder {
  public:
    /// Errors: not_found, unavailable, invalid_argument (no folder).
    [[nodiscard]] static core::Result<SourceFolder> open(const std::filesystem::path& folder);

    /// The folder without symbolic links.
    [[nodiscard]] const std::filesystem::path& root() const { return root_; }

    /// Where a path really leads, relative to the folder (empty: the folder itself); nothing when
    /// it leads out or to nothing.
    [[nodiscard]] std::optional<std::string> real_path(const std::string& path) const;

    /// The bytes of a plain file. Errors: not_found, unavailable; invalid_argument: leads out, no
    /// plain file, larger than `most` bytes.
    [[nodiscard]] core::Result<std::string> read(const std::string& path, std::int64_t most);

    /// Bytes read so far.
    [[nodiscard]] std::int64_t bytes_read() const { return bytes_read_; }

  private:
    explicit SourceFolder(std::filesystem::path root) : root_(std::move(root)) {}

    std::filesystem::path root_;
    std::int64_t bytes_read_ = 0;
};

}  // namespace muniment::storage
