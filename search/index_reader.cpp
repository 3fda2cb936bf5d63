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

core::SearchHit hit_of(const StoredRevision& stored, const Xapian::Document& document,
                       core::Instant at, double weight) {
    core::SearchHit hit;
    hit.state = state_at(stored, document, at);
    hit.id = stored.id;
    hit.revision = stored.revision;
    hit.title = stored.title;
    hit.score = rounded(weight);
    return hit;
}

/// The hits of the page that was asked for; passages, which cost most, are looked for there alone.
class Page {
  public:
    Page(const core::SearchQuery& query, PassageFinder passages)
        : query_(query), passages_(std::move(passages)) {}

    core::Status add(const Xapian::MSetIterator& match) {
        const Xapian::Document document = match.get_document();
        MUNIMENT_TRY(const auto stored, decode(document.get_data()));
        core::SearchHit hit = hit_of(stored, document, query_.at, match.get_weight());
        if (query_.readable) {
            MUNIMENT_TRY(const bool counts, query_.readable(hit));
            if (!counts) return {};
        }
        ++answer.total;
        if (answer.total <= query_.offset || answer.hits.size() >= query_.limit) return {};
        Passage passage = passages_.best(stored);
        hit.section = std::move(passage.section);
        hit.snippet = std::move(passage.snippet);
        answer.hits.push_back(std::move(hit));
        return {};
    }

    core::SearchAnswer answer;

  private:
    const core::SearchQuery& query_;
    PassageFinder passages_;
};

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
    // By the text alone: how rare a word is in all texts would tell of those that are not for them.
    if (query.readable) enquire.set_weighting_scheme(Xapian::TfIdfWeight("Lnn"));
    enquire.set_sort_by_relevance_then_value(order_slot, false);
    // Looking at every match makes the total exact.
    const Xapian::doccount all = database.get_doccount();
    const auto wanted =
        query.readable ? all : std::min<std::size_t>(query.offset + query.limit, all);
    const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(wanted), all);
    Page page(query, PassageFinder(translated.highlights, forms));
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        MUNIMENT_CHECK(page.add(match));
    }
    if (!query.readable) page.answer.total = matches.get_matches_estimated();
    return std::move(page.answer);
}

}  // namespace muniment::search
