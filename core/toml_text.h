// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "core/result.h"
#include "core/time.h"

namespace muniment::core {

/// Parses TOML; `what` names the text in the message of the invalid_argument ("the policy").
[[nodiscard]] Result<toml::table> parse_toml(std::string_view text, std::string_view what);

/// A fault of one key.
struct TomlFault {
    std::int64_t line = 0;  ///< 1-based
    std::string key;        ///< with the names of its tables
    std::string message;
};

/// Reads the keys of one table by type, remembers the faults, and refuses keys that nobody
/// asked for: a misspelt key must not pass for an absent one. Not thread-safe; short-lived.
class TomlReader {
  public:
    /// `where` prefixes messages ("types.SOP"); the table must outlive the reader.
    TomlReader(const toml::table& table, std::string where);

    [[nodiscard]] std::string text(std::string_view key, std::string fallback = {});
    [[nodiscard]] std::string required_text(std::string_view key);
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t fallback);
    [[nodiscard]] bool flag(std::string_view key, bool fallback);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] std::optional<Date> date(std::string_view key);
    [[nodiscard]] const toml::table* table(std::string_view key);
    [[nodiscard]] const toml::array* array(std::string_view key);

    /// Records a fault found by the caller.
    void fault(std::string_view key, std::string message);

    /// All faults so far, in order of reading.
    [[nodiscard]] const std::vector<TomlFault>& faults() const { return faults_; }

    /// The first fault (invalid_argument) so far.
    [[nodiscard]] const Status& status() const { return status_; }

    /// The first fault (invalid_argument), or that of a key nobody read.
    [[nodiscard]] Status finish();

  private:
    const toml::node* take(std::string_view key);

    const toml::table& table_;
    std::string where_;
    std::set<std::string, std::less<>> read_;
    std::vector<TomlFault> faults_;
    Status status_;
};

/// `"..."` with the escapes that TOML asks for.
[[nodiscard]] std::string toml_quoted(std::string_view text);
/// `["a", "b"]`.
[[nodiscard]] std::string toml_list(const std::vector<std::string>& texts);

}  // namespace muniment::core
