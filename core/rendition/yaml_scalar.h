// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muniment::core {

/// The text of a plain, single-quoted or double-quoted scalar, without a comment behind it.
/// Nothing for what is not such a scalar: anchors, aliases, tags, collections, block texts,
/// quotes that do not end.
[[nodiscard]] std::optional<std::string> yaml_scalar(std::string_view text);

/// `[a, "b", 'c']` of simple scalars; nothing if it holds anything else.
[[nodiscard]] std::optional<std::vector<std::string>> yaml_flow_list(std::string_view text);

}  // namespace muniment::core
