// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/content.h"
#include "core/ports/search_index.h"

namespace muniment::core {

/// A revision for the index, without its text yet, and where its files are.
struct SearchableWithTree {
    SearchableRevision revision;
    ObjectId tree;
};

/// The revision of that label, whatever its state; nothing when the document has none. Pure.
[[nodiscard]] std::optional<SearchableWithTree> searchable(const DocumentState& state,
                                                           const RevisionLabel& label);

/// Adds the plain text and sections of the master file. Native files are found by title and
/// metadata. Pure.
[[nodiscard]] SearchableRevision with_text(SearchableRevision revision, const Files& files);

}  // namespace muniment::core
