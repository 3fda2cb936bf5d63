// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "search/highlights.h"
#include "search/stored_revision.h"

namespace muniment::search {

inline constexpr char match_begins = '\2';
inline constexpr char match_ends = '\3';

/// A passage of a text, to show why it was found.
struct Passage {
    std::string section;  ///< heading path; may be empty
    std::string snippet;  ///< plain text on one line; words found stand between \2 and \3
};

/// The passage with the most different words of the query, best close together; the first of
/// equals. A text without any of them (found by its title, say) is shown from its beginning.
[[nodiscard]] Passage best_passage(const StoredRevision& revision, const Highlights& highlights,
                                   WordFormCache& forms);

}  // namespace muniment::search
