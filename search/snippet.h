// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

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

/// Finds what to show of the texts that one query found. Remembers which words are wanted, for the
/// texts have most of their words in common. `highlights` and `forms` must outlive it.
class PassageFinder {
  public:
    PassageFinder(const Highlights& highlights, WordFormCache& forms)
        : highlights_(highlights), forms_(forms) {}

    /// The passage with the most different words of the query, best close together; the first of
    /// equals. A text without any of them (found by its title, say) is shown from its beginning.
    [[nodiscard]] Passage best(const StoredRevision& revision);

    /// Which of the query's words (from 0) a word is, if any.
    [[nodiscard]] std::optional<std::size_t> match(const std::string& term, bool stemmed);

  private:
    const Highlights& highlights_;
    WordFormCache& forms_;
    std::array<std::unordered_map<std::string, std::optional<std::size_t>>, 2> known_;
};

}  // namespace muniment::search
