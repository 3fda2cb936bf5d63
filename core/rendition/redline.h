// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::core {

/// What changed from one content to another.
struct Redline {
    std::string
        text;  ///< lines: `  ` same (only beside changes), `- ` old, `+ ` new, `  ...` left out
    std::string html;  ///< the whole document, changes in <ins> and <del>; safe in any page
    std::size_t words_inserted = 0;
    std::size_t words_deleted = 0;
    std::size_t paragraphs_inserted = 0;
    std::size_t paragraphs_deleted = 0;
    std::size_t paragraphs_changed = 0;
    bool same_bytes = false;  ///< if not, and nothing is counted: only layout of the source differs

    [[nodiscard]] bool shows_changes() const {
        return paragraphs_inserted + paragraphs_deleted + paragraphs_changed > 0;
    }
};

/// Compares two contents as stored, paragraph by paragraph and word by word. What a rendition hides
/// is compared and shown too: front matter, HTML comments, the targets of links and pictures.
/// The work is bounded: far-apart texts show larger pieces as replaced.
/// invalid_argument as render_markdown. Thread-safe.
[[nodiscard]] Result<Redline> compare_documents(std::string_view old_bytes,
                                                std::string_view new_bytes);

}  // namespace muniment::core
