// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/library_reader.h"

namespace muniment::core {

/// What one revision changes against another: text, metadata and attachments.
struct Difference {
    bool same = false;  ///< the same digest: every byte is the same
    RevisionView from;
    RevisionView to;
    bool first = false;       ///< there is nothing to compare with: all is new
    std::string text;         ///< redline of the text; empty when nothing shows
    std::string html;         ///< the whole rendition with <ins> and <del>; Markdown only
    std::string metadata;     ///< lines of the metadata, `- ` and `+ `
    std::string attachments;  ///< `- NAME`, `+ NAME`, `! NAME` for another content
    std::size_t words_inserted = 0;
    std::size_t words_deleted = 0;
    bool layout_only = false;  ///< the text's bytes differ, but nothing that a reader would see
};

/// Without `from`, what a first revision brings.
[[nodiscard]] Result<Difference> difference(LibraryReader& reader,
                                            const std::optional<RevisionView>& from,
                                            const RevisionView& to);

/// All of it as text for people.
[[nodiscard]] std::string render(const Difference& difference);

}  // namespace muniment::core
