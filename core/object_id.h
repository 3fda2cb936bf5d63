// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::core {

/// The name of a git object: 40 lower-case hexadecimal digits. A default-made one is "no object"
/// (all zeros), which parse() refuses, so it never comes from stored data. A plain value.
class ObjectId {
  public:
    ObjectId() = default;

    /// Errors: invalid_argument for anything but 40 digits `0-9a-f`, or for all zeros.
    [[nodiscard]] static Result<ObjectId> parse(std::string_view text);

    [[nodiscard]] const std::string& hex() const { return hex_; }
    [[nodiscard]] bool is_none() const { return *this == ObjectId(); }

    bool operator==(const ObjectId&) const = default;
    auto operator<=>(const ObjectId&) const = default;

  private:
    explicit ObjectId(std::string_view text) : hex_(text) {}

    std::string hex_ = std::string(40, '0');
};

}  // namespace muniment::core

template <>
struct std::hash<muniment::core::ObjectId> {
    std::size_t operator()(const muniment::core::ObjectId& id) const noexcept {
        return std::hash<std::string>()(id.hex());
    }
};
