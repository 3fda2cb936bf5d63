// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/rendition/markdown.h"
#include "core/rendition/markdown_tree.h"

namespace muniment::core {

/// What a document says, without its looks.
struct Outline {
    std::vector<Heading> headings;  ///< in document order, one for each heading node
    std::vector<Section> sections;
    std::string text;
};

[[nodiscard]] Outline outline_of(const MarkdownTree& tree);

}  // namespace muniment::core
