// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/names.h"

namespace muniment::core {

/// How a document type numbers its documents: a prefix and as many digits as there are '#', for
/// example `SOP-####`. Larger numbers take more digits. Values; safe to share.
class NumberingPattern {
  public:
    NumberingPattern() = default;

    /// invalid_argument unless it is a prefix over `[A-Z0-9.-]` that begins with a letter and does
    /// not end in a digit, followed by one to nine '#'.
    [[nodiscard]] static Result<NumberingPattern> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::string& prefix() const { return prefix_; }

    /// The identifier of a number from 1.
    [[nodiscard]] Identifier identifier(std::uint64_t number) const;

    /// Whether this pattern could have given the identifier.
    [[nodiscard]] bool fits(const Identifier& identifier) const;

    bool operator==(const NumberingPattern&) const = default;

  private:
    std::string text_;
    std::string prefix_;
    std::size_t digits_ = 0;
};

/// The number at the end of an identifier; 0 for POLICY, and the largest value when it has more
/// digits than a number can hold.
[[nodiscard]] std::uint64_t number_of(const Identifier& identifier);

/// What stands before the number ("SOP-"); empty for POLICY.
[[nodiscard]] std::string prefix_of(const Identifier& identifier);

}  // namespace muniment::core
