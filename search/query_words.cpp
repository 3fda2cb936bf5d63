// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query_words.h"

#include "search/words.h"

namespace muniment::search {

std::vector<std::string> query_words(std::string_view text) {
    std::vector<std::string> terms;
    // Whether the last term is a single whose character the pair before it contains.
    bool last_is_contained = false;
    bool pair_before = false;
    WordReader reader(text);
    for (Word word; reader.next(word);) {
        if (word.kind == Word::Kind::pair) {
            terms.back() = word.term;
            last_is_contained = false;
            pair_before = true;
            continue;
        }
        last_is_contained = word.kind == Word::Kind::single && pair_before;
        pair_before = false;
        terms.push_back(word.term);
    }
    if (last_is_contained) terms.pop_back();
    return terms;
}

}  // namespace muniment::search
