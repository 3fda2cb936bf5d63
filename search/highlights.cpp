// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/highlights.h"

namespace muniment::search {

void Highlights::add(const QueryNode& node, WordFormCache& forms) {
    for (std::size_t i = 0; i < node.terms.size(); ++i, ++next_) {
        const WordForms& word = forms.of(node.terms[i]);
        if (node.is_beginning && i + 1 == node.terms.size()) {
            beginnings_.emplace_back(word.exact, next_);
        } else {
            words_.emplace(word.exact, next_);
            words_.emplace(word.stem, next_);
        }
    }
}

std::optional<std::size_t> Highlights::match(const WordForms& word, bool stemmed) const {
    const auto find = [this](const std::string& form) -> std::optional<std::size_t> {
        const auto at = words_.find(form);
        if (at == words_.end()) return {};
        return at->second;
    };
    if (const auto found = find(stemmed ? word.stem : word.exact)) return found;
    if (const auto found = find(stemmed ? word.folded_stem : word.folded)) return found;
    for (const auto& beginning : beginnings_) {
        if (word.exact.starts_with(beginning.first) || word.folded.starts_with(beginning.first))
            return beginning.second;
    }
    return {};
}

}  // namespace muniment::search
