// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muniment::web::http {

/// ASCII letters compare alike in both cases; nothing else does.
[[nodiscard]] bool equals_ignoring_case(std::string_view left, std::string_view right);

/// True for the characters of an HTTP token (field names, methods).
[[nodiscard]] bool is_token_character(char character);
[[nodiscard]] bool is_token(std::string_view text);

/// `text` without spaces and tabs at its ends.
[[nodiscard]] std::string_view without_blanks(std::string_view text);

struct HeaderField {
    std::string name;
    std::string value;
};

/// Header fields in their order; names are found in any case.
class Headers {
  public:
    void add(std::string name, std::string value);
    /// Replaces every field of that name by this one.
    void set(std::string name, std::string value);
    /// The first value, or null; valid until the next change.
    [[nodiscard]] const std::string* find(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;
    /// Whether a comma-separated field (Connection, If-None-Match) contains `token`, in any case.
    [[nodiscard]] bool has_element(std::string_view name, std::string_view token) const;
    /// Whether every name is a token and no value holds a control character: only such fields may
    /// be sent, or a value could start a second header.
    [[nodiscard]] bool fit_to_send() const;
    [[nodiscard]] const std::vector<HeaderField>& fields() const { return fields_; }

  private:
    std::vector<HeaderField> fields_;
};

}  // namespace muniment::web::http
