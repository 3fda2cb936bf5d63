// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/word_forms.h"

#include "search/normal_form.h"

namespace muniment::search {
namespace {

/// Bounds the memory; the common words are soon back.
constexpr std::size_t most_forms = 50'000;

}  // namespace

const WordForms& WordFormCache::of(const std::string& normal) {
    if (forms_.size() >= most_forms) forms_.clear();
    const auto [at, added] = forms_.try_emplace(normal);
    WordForms& forms = at->second;
    if (added) {
        forms.exact = normal;
        forms.stem = stem_(normal);
        forms.folded = folded_form(normal);
        forms.folded_stem = forms.folded == normal ? forms.stem : stem_(forms.folded);
    }
    return forms;
}

bool is_stemmed(const std::string& language) {
    const std::string form = normal_form(language);
    return form.empty() || form == "en" || form.starts_with("en-");
}

}  // namespace muniment::search
