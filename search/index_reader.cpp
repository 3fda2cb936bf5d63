// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <system_error>
#include <utility>

#include "search/index_format.h"
#include "search/query_parser.h"
#include "search/query_translator.h"
#include "search/snippet.h"
#include "search/stored_revision.h"
#include "search/xapian_error.h"

namespace muniment::search {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

/// What the last bits of a sum say depends on the order of its parts.
double rounded(double score) {
    return std::round(score * 1e6) / 1e6;
}

core::RevisionState state_at(const StoredRevision& stored, const Xapian::Document& document,
                             core::Instant at) {
    const auto start = instant_of(document.get_value(start_slot));
    if (!start) return stored.working_state;
    if (at < *start) return core::RevisionState::approved;
    const auto end = instant_of(document.get_value(end_slot));
    if (!end || at < *end) return core::RevisionState::effective;
    return stored.retired ? core::RevisionState::retired : core::RevisionState::superseded;
}

Result<core::SearchHit> hit_of(const Xapian::MSetIterator& match, core::Instant at,
                               PassageFinder& passages) {
    const Xapian::Document document = match.get_document();
    MUNIMENT_TRY(auto stored, decode(document.get_data()));
    Passage passage = passages.best(stored);
    core::SearchHit hit;
    hit.state = state_at(stored, document, at);
    hit.id = std::move(stored.id);
    hit.revision = std::move(stored.revision);
    hit.title = std::move(stored.title);
    hit.section = std::move(passage.section);
    hit.snippet = std::move(passage.snippet);
    hit.score = rounded(match.get_weight());
    return hit;
}

}  // namespace

bool is_absent(const std::filesystem::path& folder) {
    std::error_code error;
    const auto status = std::filesystem::status(folder, error);
    if (!std::filesystem::exists(status))
        return status.type() == std::filesystem::file_type::not_found;
    return std::filesystem::is_directory(status) && std::filesystem::is_empty(folder, error) &&
           !error;
}

Result<std::uint64_t> applied_in(const Xapian::Database& database) {
    if (database.get_metadata(schema_key) != schema_version)
        return fail(ErrorCode::data_corrupt,
                    "the search index was written by another version of the program",
                    "Run `muniment reindex`.");
    const std::string text = database.get_metadata(applied_key);
    std::uint64_t applied = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), applied);
    if (error != std::errc() || end != text.data() + text.size())
        return fail(ErrorCode::data_corrupt, "the search index does not say how far it goes",
                    "Run `muniment reindex`.");
    return applied;
}

Result<Xapian::Database> open_index(const std::filesystem::path& folder) {
    if (is_absent(folder))
        return fail(ErrorCode::data_corrupt, "there is no search index", "Run `muniment reindex`.");
    return guarded("open the search index", [&]() -> Result<Xapian::Database> {
        Xapian::Database database(folder.string());
        MUNIMENT_CHECK(applied_in(database));
        return database;
    });
}

Result<core::SearchAnswer> answer(const Xapian::Database& database, const core::SearchQuery& query,
                                  WordFormCache& forms) {
    MUNIMENT_TRY(const auto parsed, parse_query(query.text));
    TranslatedQuery translated = translate(parsed, forms);
    if (!query.all_states)
        translated.query =
            Xapian::Query(Xapian::Query::OP_FILTER, translated.query, in_force_at(query.at));
    Xapian::Enquire enquire(database);
    enquire.set_query(translated.query);
    enquire.set_sort_by_relevance_then_value(order_slot, false);
    // Looking at every match makes the total exact.
    const Xapian::doccount all = database.get_doccount();
    const auto offset = static_cast<Xapian::doccount>(std::min<std::size_t>(query.offset, all));
    const auto limit = static_cast<Xapian::doccount>(std::min<std::size_t>(query.limit, all));
    const Xapian::MSet matches = enquire.get_mset(offset, limit, all);
    PassageFinder passages(translated.highlights, forms);
    core::SearchAnswer result;
    result.total = matches.get_matches_estimated();
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        MUNIMENT_TRY(auto hit, hit_of(match, query.at, passages));
        result.hits.push_back(std::move(hit));
    }
    return result;
}

}  // namespace muniment::search
