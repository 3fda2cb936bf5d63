// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/import_source/json_record.h"

namespace muniment::storage {

/// Takes members out of a record, each as what it has to be. The record must outlive it.
/// Errors: invalid_argument, naming the member.
class JsonMembers {
  public:
    explicit JsonMembers(const JsonRecord& record) : record_(record) {}

    [[nodiscard]] bool has(const std::string& name) const { return record_.count(name) > 0; }

    /// As it stands; empty without the member.
    [[nodiscard]] core::Result<std::string> text(const std::string& name) const;

    /// Collapsed to one line, as stated_line(); empty without the member.
    [[nodiscard]] core::Result<std::string> line(const std::string& name) const;
    [[nodiscard]] core::Result<std::string> required_line(const std::string& name) const;
    [[nodiscard]] core::Status set_line(const std::string& name,
                                        std::optional<std::string>& value) const;

    /// A list of texts, or one text as a list of one; each as it stands, or collapsed.
    [[nodiscard]] core::Result<std::vector<std::string>> texts(const std::string& name) const;
    [[nodiscard]] core::Result<std::vector<std::string>> lines(const std::string& name) const;

    /// A whole number of months, 0 to 1200; nothing without the member.
    [[nodiscard]] core::Result<std::optional<int>> months(const std::string& name) const;

  private:
    const JsonRecord& record_;
};

}  // namespace muniment::storage
