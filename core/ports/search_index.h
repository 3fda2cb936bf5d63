// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/document_state.h"

namespace muniment::core {

/// A revision as the index takes it in.
struct SearchableRevision {
    Identifier id;
    RevisionLabel revision;
    Metadata metadata;
    std::string text;  ///< plain text of the content
    struct Section {
        std::string heading;  ///< heading path, " > " between
        std::string text;
    };
    std::vector<Section> sections;
    std::optional<Interval> in_force;  ///< nothing for a draft or withdrawn revision
    bool retired = false;              ///< its interval ends by retirement, not supersession
    RevisionState working_state = RevisionState::draft;  ///< when `in_force` is nothing
};

struct SearchHit {
    Identifier id;
    RevisionLabel revision;
    std::string title;
    RevisionState state = RevisionState::effective;  ///< at the moment asked about
    std::string section;  ///< heading path of the best passage; may be empty
    std::string snippet;  ///< plain text; the words found stand between U+0002 and U+0003
    double score = 0;     ///< does not depend on indexing order
};

struct SearchQuery {
    std::string text;
    Instant at{};             ///< the moment asked about: now, or as of
    bool all_states = false;  ///< also what is not in force at that moment
    std::size_t limit = 20;
    std::size_t offset = 0;
    /// Asked for each hit, in their order and without snippet, before it counts: what the viewer
    /// may not read is in no total and in no score. May complete the hit. Null: every hit counts as
    /// it is.
    std::function<Result<bool>(SearchHit&)> readable;
};

struct SearchAnswer {
    std::size_t total = 0;  ///< exact
    std::vector<SearchHit> hits;
};

/// The search index: a projection of the register. Not thread-safe: one object for each thread.
/// Errors: data_corrupt when it is damaged or of another schema (the caller rebuilds),
/// invalid_argument for a query that cannot be read, with its position; unavailable.
class SearchIndex {
  public:
    virtual ~SearchIndex() = default;

    [[nodiscard]] virtual Result<std::uint64_t> applied() = 0;
    /// Puts in or replaces one revision; visible to readers after `commit`.
    [[nodiscard]] virtual Status put(const SearchableRevision& revision) = 0;
    /// Removes one revision if it is there.
    [[nodiscard]] virtual Status remove(const Identifier& id, const RevisionLabel& revision) = 0;
    /// Makes everything since the last commit visible, as of this sequence number.
    [[nodiscard]] virtual Status commit(std::uint64_t sequence) = 0;
    [[nodiscard]] virtual Status clear() = 0;
    [[nodiscard]] virtual Result<SearchAnswer> search(const SearchQuery& query) = 0;
};

}  // namespace muniment::core
