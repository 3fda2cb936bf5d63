// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace muniment::core {

/// Gives the address to use for a relative target as written (a document's [links] table), or
/// nothing if the target is unknown. Called on the rendering thread; must not throw.
using LinkResolver = std::function<std::optional<std::string>(std::string_view target)>;

enum class TargetKind {
    web,       ///< http or https
    mail,      ///< mailto
    fragment,  ///< `#place` in the same document
    document,  ///< relative: another document or an attachment
    picture,   ///< an embedded raster picture (data:image/png and its like, base64)
    refused,   ///< any other scheme, another host without a scheme, or nothing at all
};

/// Judges a target as a browser would read it: control characters and spaces do not count, and a
/// backslash is a slash.
[[nodiscard]] TargetKind classify_target(std::string_view target);

}  // namespace muniment::core
