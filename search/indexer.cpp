// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/indexer.h"

#include <utility>

#include "search/identifier_key.h"
#include "search/index_format.h"
#include "search/normal_form.h"
#include "search/stored_revision.h"

namespace muniment::search {
namespace {

/// Between texts, so that no phrase runs from one into the next.
constexpr Xapian::termpos gap = 100;
/// A title is short: its words count as often as those of a body that is about them.
constexpr Xapian::termcount field_weight = 5;

std::string joined(std::string_view prefix, const std::string& term) {
    return std::string(prefix) + term;
}

}  // namespace

Xapian::Document Indexer::document_of(const core::SearchableRevision& revision) {
    document_ = Xapian::Document();
    next_position_ = 1;
    const bool stemmed = is_stemmed(revision.metadata.language);
    add_identifier(id_field, revision.id.text());
    add_metadata(revision.metadata, stemmed);
    add_words(revision.text, {"", 1, stemmed});
    document_.add_boolean_term(unique_term(revision.id, revision.revision));
    const auto& in_force = revision.in_force;
    document_.add_value(start_slot, in_force ? instant_value(in_force->start) : never_value());
    document_.add_value(end_slot,
                        in_force && in_force->end ? instant_value(*in_force->end) : never_value());
    document_.add_value(order_slot, revision.id.text() + '\1' + revision.revision.text());
    document_.set_data(encode(stored_part(revision)));
    return std::exchange(document_, Xapian::Document());
}

void Indexer::add_metadata(const core::Metadata& metadata, bool stemmed) {
    add_field_words(title_field, metadata.title, stemmed);
    add_words(metadata.title, {"", 1, stemmed});
    for (const auto& keyword : metadata.keywords) {
        add_field_words(keyword_field, keyword, stemmed);
        add_words(keyword, {"", 1, stemmed});
    }
    add_field_words(department_field, metadata.department, stemmed);
    for (const auto& clause : metadata.clauses) add_field_words(clause_field, clause, stemmed);
    add_identifier(former_field, metadata.former_identifier);
    add_exact(type_field, metadata.type);
    add_exact(owner_field, metadata.owner.text());
    add_exact(class_field, metadata.reading_class);
    add_exact(language_field, metadata.language);
    add_exact(language_field, metadata.language.substr(0, metadata.language.find('-')));
}

void Indexer::add_identifier(const Field& field, std::string_view text) {
    const std::string key = identifier_key(text);
    if (key.empty()) return;
    document_.add_term(joined(field.prefix, key), field_weight);
    add_words(text, {"", 1, false});
    // "sop 1" is found by its words too: the number once more, without its zeros.
    for (const auto& part : identifier_parts(text)) document_.add_term(part, 0);
}

void Indexer::add_exact(const Field& field, std::string_view value) {
    const std::string form = normal_form(value);
    if (!form.empty()) document_.add_boolean_term(joined(field.prefix, form));
}

void Indexer::add_field_words(const Field& field, std::string_view text, bool stemmed) {
    add_words(text, {field.prefix, field_weight, stemmed});
}

void Indexer::add_words(std::string_view text, const Style& style) {
    WordReader reader(text);
    Xapian::termpos last = 0;
    for (Word word; reader.next(word); last = word.position) add_word(word, style);
    next_position_ += last + gap;
}

void Indexer::add_word(const Word& word, const Style& style) {
    const WordForms& forms = forms_.of(word.term);
    const Xapian::termpos position = next_position_ + word.position;
    const auto term = [&](const std::string& form) -> const std::string& {
        term_.assign(style.prefix);
        return term_ += form;
    };
    const std::string& main = style.stemmed ? forms.stem : forms.exact;
    document_.add_posting(term(main), position, style.weight);
    if (forms.exact != main) document_.add_term(term(forms.exact), 0);
    if (forms.folded == forms.exact) return;
    const std::string& folded = style.stemmed ? forms.folded_stem : forms.folded;
    if (folded != main) document_.add_posting(term(folded), position, style.weight);
    if (forms.folded != folded) document_.add_term(term(forms.folded), 0);
}

}  // namespace muniment::search
