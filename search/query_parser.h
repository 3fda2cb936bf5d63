// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "search/fields.h"

namespace muniment::search {

/// A query as a tree.
struct QueryNode {
    enum class Kind {
        words,    ///< `terms` in this order, one behind the other
        value,    ///< `text` is the whole value of `field`
        all_of,   ///< every child
        any_of,   ///< at least one child
        none_of,  ///< not the one child
    };
    Kind kind = Kind::words;
    const Field* field = nullptr;  ///< words: nothing means title, text, keywords, identifier
    std::string text;              ///< words and value: as typed
    std::vector<std::string> terms;
    bool is_beginning = false;  ///< words that begin with the last term count too
    std::vector<QueryNode> children;
};

/// A query that was understood.
struct ParsedQuery {
    QueryNode root;
    /// Key of the identifier that the whole query may be ("SOP 1"); else empty.
    std::string identifier;
};

/// Reads words (all of them are wanted), "phrases", OR, AND, NOT and `-` before what is not
/// wanted, parentheses, `field:value`, and `beginning*`. Punctuation without words is passed over.
/// invalid_argument with the character (from 1) at which it cannot be read: open quotation marks or
/// parentheses, an operator or field without its words, no words at all, more than 1,000 bytes,
/// 64 words or 32 levels, not UTF-8. Thread-safe.
[[nodiscard]] core::Result<ParsedQuery> parse_query(std::string_view text);

/// The tree in one line, for tests: `(all (words clean) (not (words title dri*)))`.
[[nodiscard]] std::string to_text(const QueryNode& node);

}  // namespace muniment::search
