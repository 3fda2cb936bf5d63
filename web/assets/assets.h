// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::web {

/// The files that pages are made of: compiled in, or, for who works on them, read from a folder
/// that is laid out like web/ each time they are asked for. Thread safe.
class Assets {
  public:
    Assets() = default;
    explicit Assets(std::filesystem::path developer_folder)
        : folder_(std::move(developer_folder)) {}

    [[nodiscard]] bool from_disk() const { return folder_.has_value(); }
    /// `path` as in EmbeddedFile; only paths that are compiled in are found on disk too, so no path
    /// leads out of the folder. Errors: not_found, unavailable.
    [[nodiscard]] core::Result<std::string> read(std::string_view path) const;

  private:
    std::optional<std::filesystem::path> folder_;
};

}  // namespace muniment::web
