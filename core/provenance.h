// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/library_reader.h"
#include "core/rendition/trace.h"

namespace muniment::core {

/// Who stands behind a revision's text.
struct Provenance {
    std::string person;
    std::vector<std::string> approved_by;
};

/// Since which revision each paragraph stands.
struct DocumentTrace {
    DocumentState state;
    std::vector<RevisionView> chain;  ///< from the last native file on, the oldest first
    File newest;                      ///< of the last in the chain, which is what was traced
    std::vector<TracedParagraph> paragraphs;  ///< `revision` is an index of the chain
};

/// Traces a revision; by default the newest released one, or the draft of what was never released.
/// Errors: not_found for what the viewer may not read; failed_precondition for what is no Markdown.
[[nodiscard]] Result<DocumentTrace> trace_document(LibraryReader& reader, const Viewer& viewer,
                                                   const Identifier& id,
                                                   const std::optional<RevisionLabel>& revision);

[[nodiscard]] Provenance provenance_of(const DocumentState& state, const RevisionView& view);

}  // namespace muniment::core
