// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace muniment::core {

/// A revision of a released chain: the caller's number for it, and the content as stored.
struct RevisionText {
    std::size_t revision = 0;
    std::string_view bytes;
};

/// A paragraph (heading, list item's paragraph, table row, code block) of the last revision.
struct TracedParagraph {
    std::size_t first_line = 0;  ///< in the file as stored, front matter counted, from 1
    std::size_t last_line = 0;
    std::size_t revision = 0;  ///< the revision since which it stands

    bool operator==(const TracedParagraph&) const = default;
};

/// For each paragraph of the last revision, since when it stands without a break. A paragraph
/// counts as the same while its words, looks, link targets and level are; line breaks, spacing,
/// an item's number and its place in the document do not matter. Front matter is not traced.
/// `chain` ascends; an empty chain has no paragraphs. invalid_argument as render_markdown.
[[nodiscard]] Result<std::vector<TracedParagraph>> trace_paragraphs(
    const std::vector<RevisionText>& chain);

}  // namespace muniment::core
