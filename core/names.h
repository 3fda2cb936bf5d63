// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::core {

/// A person's id for ever: `[a-z][a-z0-9._-]{0,31}`, and no name that a file system or the layout
/// keeps for itself. 21 CFR 11.100(a): never given to somebody else.
class PersonId {
  public:
    PersonId() = default;
    /// invalid_argument with what an id looks like.
    [[nodiscard]] static Result<PersonId> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }
    auto operator<=>(const PersonId&) const = default;

  private:
    friend PersonId registrar_id();
    explicit PersonId(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// The system's own signing identity; `parse` never yields it.
[[nodiscard]] PersonId registrar_id();

/// A document's identifier: `SOP-0001`, or `POLICY`, the one without a number. Over `[A-Z0-9.-]`,
/// so it is unique under case folding and safe in every file system and in git.
class Identifier {
  public:
    Identifier() = default;
    /// invalid_argument with what an identifier looks like.
    [[nodiscard]] static Result<Identifier> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool is_policy() const { return text_ == "POLICY"; }
    auto operator<=>(const Identifier&) const = default;

  private:
    friend Identifier policy_identifier();
    explicit Identifier(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

[[nodiscard]] Identifier policy_identifier();

/// Whether Windows keeps this name for a device (CON, NUL, COM1, ...), with or without an
/// extension, in any case.
[[nodiscard]] bool is_device_name(std::string_view name);

}  // namespace muniment::core
