// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query_translator.h"

#include <string>
#include <utility>
#include <vector>

#include "search/identifier_key.h"
#include "search/index_format.h"
#include "search/normal_form.h"

namespace muniment::search {
namespace {

using Xapian::Query;

constexpr double title_weight = 10;
constexpr double former_identifier_weight = 100;
constexpr double identifier_weight = 200;

/// More words than begin like that in any library that a person can read.
constexpr Xapian::termcount most_expansions = 20'000;

Query any(const Query& one, const Query& other) {
    return {Query::OP_OR, one, other};
}

Query scaled(const Query& query, double factor) {
    return {Query::OP_SCALE_WEIGHT, query, factor};
}

Query term(const Field& field, const std::string& form) {
    return Query(std::string(field.prefix) + form);
}

/// Revisions with that identifier, now or before they were imported.
Query identified_by(const std::string& key) {
    return any(scaled(term(id_field, key), identifier_weight),
               scaled(term(former_field, key), former_identifier_weight));
}

class Translator {
  public:
    Translator(WordFormCache& forms, Highlights& highlights)
        : forms_(forms), highlights_(highlights) {}

    Query of(const QueryNode& node, bool wanted) {
        switch (node.kind) {
            case QueryNode::Kind::words:
                return of_words(node, wanted);
            case QueryNode::Kind::value:
                return of_value(node);
            case QueryNode::Kind::none_of:
                return {Query::OP_AND_NOT, Query::MatchAll, of(node.children.front(), false)};
            case QueryNode::Kind::any_of:
                return of_children(Query::OP_OR, node, wanted);
            case QueryNode::Kind::all_of:
                break;
        }
        return of_all(node, wanted);
    }

  private:
    Query of_children(Query::op op, const QueryNode& node, bool wanted) {
        std::vector<Query> queries;
        for (const auto& child : node.children) queries.push_back(of(child, wanted));
        return {op, queries.begin(), queries.end()};
    }

    /// Takes what is not wanted away from the rest, instead of from the whole library.
    Query of_all(const QueryNode& node, bool wanted) {
        std::vector<Query> with;
        std::vector<Query> without;
        for (const auto& child : node.children) {
            if (child.kind == QueryNode::Kind::none_of)
                without.push_back(of(child.children.front(), false));
            else
                with.push_back(of(child, wanted));
        }
        Query all =
            with.empty() ? Query(Query::MatchAll) : Query(Query::OP_AND, with.begin(), with.end());
        if (without.empty()) return all;
        return {Query::OP_AND_NOT, all, Query(Query::OP_OR, without.begin(), without.end())};
    }

    /// Filters: they decide, and do not weigh.
    static Query of_value(const QueryNode& node) {
        const std::string form = node.field->kind == FieldKind::identifier
                                     ? identifier_key(node.text)
                                     : normal_form(node.text);
        return scaled(term(*node.field, form), 0);
    }

    Query of_words(const QueryNode& node, bool wanted) {
        if (node.field != nullptr) return in_field(node, node.field->prefix);
        if (wanted) highlights_.add(node, forms_);
        const Query anywhere = in_field(node, "");
        // The words of the title are among all words, so it only adds weight.
        const Query query(Query::OP_AND_MAYBE, anywhere,
                          scaled(in_field(node, title_field.prefix), title_weight));
        const std::string key = node.is_beginning ? std::string() : identifier_key(node.text);
        const bool may_be_identifier = key.find('-') != std::string::npos &&
                                       key.find_first_of("0123456789") != std::string::npos;
        return may_be_identifier ? any(query, identified_by(key)) : query;
    }

    /// Words in a row are searched for as stems and as they are: a text has the one or the other.
    Query in_field(const QueryNode& node, std::string_view prefix) {
        std::vector<std::string> exact;
        std::vector<std::string> stems;
        for (const auto& word : node.terms) {
            const WordForms& forms = forms_.of(word);
            exact.push_back(std::string(prefix) + forms.exact);
            stems.push_back(std::string(prefix) + forms.stem);
        }
        if (node.is_beginning) return with_beginning(std::move(exact), std::move(stems));
        return one_of(exact, stems);
    }

    /// The words before the last are a phrase; the last one is a beginning, anywhere.
    static Query with_beginning(std::vector<std::string> exact, std::vector<std::string> stems) {
        Query last(Query::OP_WILDCARD, exact.back(), most_expansions, Query::WILDCARD_LIMIT_ERROR,
                   Query::OP_SYNONYM);
        exact.pop_back();
        stems.pop_back();
        if (exact.empty()) return last;
        return {Query::OP_AND, one_of(exact, stems), last};
    }

    static Query one_of(const std::vector<std::string>& exact,
                        const std::vector<std::string>& stems) {
        if (exact.size() == 1 && exact == stems) return Query(exact.front());
        if (exact.size() == 1)
            return {Query::OP_SYNONYM, Query(exact.front()), Query(stems.front())};
        Query phrase(Query::OP_PHRASE, exact.begin(), exact.end());
        if (exact == stems) return phrase;
        return any(phrase, Query(Query::OP_PHRASE, stems.begin(), stems.end()));
    }

    WordFormCache& forms_;
    Highlights& highlights_;
};

}  // namespace

TranslatedQuery translate(const ParsedQuery& parsed, WordFormCache& forms) {
    TranslatedQuery translated;
    translated.query = Translator(forms, translated.highlights).of(parsed.root, true);
    if (!parsed.identifier.empty())
        translated.query = any(translated.query, identified_by(parsed.identifier));
    return translated;
}

Query in_force_at(core::Instant at) {
    const Query begun(Query::OP_VALUE_LE, start_slot, instant_value(at));
    const Query not_ended(Query::OP_VALUE_GE, end_slot,
                          instant_value(at + std::chrono::seconds(1)));
    return {Query::OP_AND, begun, not_ended};
}

}  // namespace muniment::search
