// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/library_reader.h"
#include "core/rendition/redline.h"

namespace muniment::core {

struct AttachmentChange {
    enum class Kind { added, removed, replaced };
    std::string path;  ///< such as `attachments/process.png`
    Kind kind = Kind::added;
};

/// What one revision changes against another: text, metadata and attachments.
struct Difference {
    bool same = false;  ///< the same digest: every byte is the same
    RevisionView from;
    RevisionView to;
    bool first = false;              ///< there is nothing to compare with: all is new
    std::optional<Redline> redline;  ///< when the text changed and both are Markdown
    std::string text;                ///< its changes, in lines as those of Redline::text
    bool layout_only = false;  ///< the text's bytes differ, but nothing that a reader would see
    bool opaque = false;       ///< what differs is no text: `text` has names and sizes
    std::string metadata;      ///< lines of the metadata, `- ` and `+ `
    std::vector<AttachmentChange> attachments;
};

/// A revision with its files.
struct ReadRevision {
    RevisionView view;
    Files files;
};

/// Without `from`, what a first revision brings. Markdown that is refused as such is compared line
/// by line. Pure.
[[nodiscard]] Result<Difference> difference(const std::optional<ReadRevision>& from,
                                            const ReadRevision& to);

/// The same, reading the files. Errors: those of reading.
[[nodiscard]] Result<Difference> difference(LibraryReader& reader,
                                            const std::optional<RevisionView>& from,
                                            const RevisionView& to);

/// A line for each attachment: `- PATH`, `+ PATH`, `! PATH` for another content.
[[nodiscard]] std::string render(const std::vector<AttachmentChange>& changes);

/// All of it as text for people.
[[nodiscard]] std::string render(const Difference& difference);

}  // namespace muniment::core
