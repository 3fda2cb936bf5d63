// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include "core/ports/search_index.h"
#include "search/highlights.h"
#include "search/query_parser.h"
#include "search/word_forms.h"

namespace muniment::search {

/// A query for Xapian, and what to show of the texts that it finds.
struct TranslatedQuery {
    Xapian::Query query;
    Highlights highlights;
};

/// Words weigh more in the title than in the text, and an identifier more than both.
/// May throw Xapian::Error.
[[nodiscard]] TranslatedQuery translate(const ParsedQuery& parsed, WordFormCache& forms);

/// What is in force at the instant.
[[nodiscard]] Xapian::Query in_force_at(core::Instant at);

}  // namespace muniment::search
