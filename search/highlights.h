// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "search/query_parser.h"
#include "search/word_forms.h"

namespace muniment::search {

/// The words of a query that are worth showing where they stand in a text.
class Highlights {
  public:
    /// Takes the words of a node that is wanted.
    void add(const QueryNode& node, WordFormCache& forms);

    /// Which of the query's words (from 0) a text's word is, if any; the text's words are
    /// compared by their stems if it is kept by stems.
    [[nodiscard]] std::optional<std::size_t> match(const WordForms& word, bool stemmed) const;

    [[nodiscard]] bool empty() const { return words_.empty() && beginnings_.empty(); }

  private:
    std::unordered_map<std::string, std::size_t> words_;
    std::vector<std::pair<std::string, std::size_t>> beginnings_;
    std::size_t next_ = 0;
};

}  // namespace muniment::search
