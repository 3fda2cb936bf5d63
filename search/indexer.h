// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "core/ports/search_index.h"
#include "search/fields.h"
#include "search/word_forms.h"
#include "search/words.h"

namespace muniment::search {

/// Makes a Xapian document of a revision. Texts in English are kept by their stems, with
/// positions, and by their words, so that beginnings of words are found too; texts in other
/// languages by their words; both also without Latin marks. May throw Xapian::Error.
/// Not thread-safe.
class Indexer {
  public:
    [[nodiscard]] Xapian::Document document_of(const core::SearchableRevision& revision);

  private:
    /// What becomes of a text's words.
    struct Style {
        std::string_view prefix;
        Xapian::termcount weight = 1;  ///< occurrences that one counts as
        bool stemmed = false;
    };
    void add_metadata(const core::Metadata& metadata, bool stemmed);
    void add_identifier(const Field& field, std::string_view text);
    void add_exact(const Field& field, std::string_view value);
    void add_field_words(const Field& field, std::string_view text, bool stemmed);
    void add_words(std::string_view text, const Style& style);
    void add_word(const Word& word, const Style& style);

    WordFormCache forms_;
    Xapian::Document document_;
    Xapian::termpos next_position_ = 1;
    std::string term_;  ///< storage to build terms in
};

}  // namespace muniment::search
