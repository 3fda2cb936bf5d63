// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::core {

/// A SHA-256 as 64 lower-case hexadecimal digits; empty only when default-constructed.
class Digest {
  public:
    Digest() = default;

    /// invalid_argument unless `text` is 64 lower-case hexadecimal digits.
    [[nodiscard]] static Result<Digest> parse(std::string_view text) {
        const bool well_formed =
            text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            });
        if (!well_formed) {
            return fail(ErrorCode::invalid_argument,
                        "a digest is 64 hexadecimal digits (SHA-256), in lower case");
        }
        Digest digest;
        digest.text_ = text;
        return digest;
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    auto operator<=>(const Digest&) const = default;

  private:
    std::string text_;
};

}  // namespace muniment::core
