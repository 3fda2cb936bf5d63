// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace muniment::storage {

using Trailer = std::pair<std::string, std::string>;  ///< key, value on one line

/// A commit message: a title, free text, and one block of trailers at the end.
struct MessageParts {
    std::string title;
    std::string body;
    std::vector<Trailer> trailers;

    bool operator==(const MessageParts&) const = default;
};

/// Lines of the body that look like a trailer, like `---` or like git's scissors are indented by
/// one space more, so that git's own reader finds one block only.
[[nodiscard]] std::string render_message(const MessageParts& parts);

/// The inverse. Errors: data_corrupt for anything that `render_message` would not write, and for a
/// value that is empty, of several lines, or has spaces at its ends.
[[nodiscard]] core::Result<MessageParts> parse_message(std::string_view message);

}  // namespace muniment::storage
