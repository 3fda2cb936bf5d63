// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/rendition/markdown.h"
#include "core/rendition/markdown_tree.h"
#include "core/rendition/outline.h"

namespace muniment::core {

struct WrittenHtml {
    std::string html;
    std::vector<LinkUse> links;
    std::vector<LinkUse> images;
};

/// Writes the tree as HTML in Muniment's own markup; see render_markdown for what is kept.
/// `outline` is that of the same tree.
[[nodiscard]] WrittenHtml write_html(const MarkdownTree& tree, const Outline& outline,
                                     const LinkResolver& resolve);

}  // namespace muniment::core
