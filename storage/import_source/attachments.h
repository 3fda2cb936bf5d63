// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/content.h"

namespace muniment::storage {

/// The attachments of one imported revision: each source file once, under a name of its own that is
/// safe on every system. Not thread-safe.
class Attachments {
  public:
    /// `room`: bytes that all of them together may have.
    explicit Attachments(std::int64_t room) : room_(room) {}

    /// The name below `attachments/` of a file that is there already.
    [[nodiscard]] std::optional<std::string> name_of(const std::string& source_path) const;

    /// Adds a file under its own name, or one beside it when that is taken, also in other case.
    /// Returns the name. Errors: invalid_argument (unsafe name, no room).
    [[nodiscard]] core::Result<std::string> add(const std::string& source_path, std::string bytes);

    /// Bytes that still may come.
    [[nodiscard]] std::int64_t room() const { return room_; }

    /// For DraftChange::attach; call it last.
    [[nodiscard]] std::vector<core::File> take() { return std::move(files_); }

  private:
    std::int64_t room_;
    std::vector<core::File> files_;
    std::map<std::string, std::string> names_;  ///< by source path
    std::set<std::string> taken_;               ///< folded names
};

}  // namespace muniment::storage
