// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace muniment::search {

/// How a field's value becomes terms, when indexing and in a query alike.
enum class FieldKind {
    words,       ///< each word; quotation marks make a phrase, `*` a beginning
    exact,       ///< the whole value, in any case
    identifier,  ///< the whole value, however its parts are divided
};

/// A field that can be asked for as `name:value`.
struct Field {
    std::string_view name;
    std::string_view prefix;  ///< of its terms: capitals only, for words never begin with one
    FieldKind kind;
    std::string_view example;
    std::string_view help;
};

inline constexpr Field title_field{"title", "S", FieldKind::words, "title:cleaning",
                                   "words of the title"};
inline constexpr Field id_field{"id", "XI", FieldKind::identifier, "id:SOP-0001", "identifier"};
inline constexpr Field type_field{"type", "XT", FieldKind::exact, "type:SOP", "document type"};
inline constexpr Field owner_field{"owner", "A", FieldKind::exact, "owner:ada", "id of the owner"};
inline constexpr Field department_field{"department", "XD", FieldKind::words,
                                        "department:\"quality control\"",
                                        "words of the department's name"};
inline constexpr Field class_field{"class", "XC", FieldKind::exact, "class:public",
                                   "reading class"};
inline constexpr Field keyword_field{"keyword", "K", FieldKind::words, "keyword:hygiene",
                                     "words of the keywords"};
inline constexpr Field clause_field{"clause", "XN", FieldKind::words, "clause:7.5.3",
                                    "clause of a standard"};
inline constexpr Field language_field{"language", "L", FieldKind::exact, "language:pl",
                                      "language, with or without its region"};
inline constexpr Field former_field{"former", "XF", FieldKind::identifier, "former:QP-7",
                                    "identifier before the import"};

/// Every field; drives indexing, parsing and help.
inline constexpr std::array all_fields{title_field,      id_field,    type_field,    owner_field,
                                       department_field, class_field, keyword_field, clause_field,
                                       language_field,   former_field};

/// The field of that name (lower case), or nothing.
[[nodiscard]] constexpr const Field* find_field(std::string_view name) {
    for (const Field& field : all_fields) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

namespace detail {

constexpr bool is_capitals(std::string_view text) {
    for (const char c : text) {
        if (c < 'A' || c > 'Z') return false;
    }
    return !text.empty();
}

constexpr bool fields_are_distinct() {
    for (std::size_t i = 0; i < all_fields.size(); ++i) {
        // Q is the unique term of a revision.
        if (!is_capitals(all_fields[i].prefix) || all_fields[i].prefix == "Q") return false;
        for (std::size_t j = 0; j < i; ++j) {
            if (all_fields[i].name == all_fields[j].name) return false;
            if (all_fields[i].prefix == all_fields[j].prefix) return false;
        }
    }
    return true;
}
static_assert(fields_are_distinct());

}  // namespace detail

}  // namespace muniment::search
