// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "search/xapian_index.h"
#include "tests/support/temporary_folder.h"

namespace muniment::test {

[[nodiscard]] inline core::Instant day(const std::string& date) {
    return core::parse_instant(date + "T00:00:00Z").value();
}

/// A revision in force since 2026-01-01.
[[nodiscard]] inline core::SearchableRevision searchable(const std::string& id,
                                                         const std::string& title,
                                                         const std::string& text,
                                                         const std::string& language = "en") {
    core::SearchableRevision revision;
    revision.id = core::Identifier::parse(id).value();
    revision.revision = core::RevisionLabel::parse("1.0").value();
    revision.metadata.title = title;
    revision.metadata.language = language;
    revision.metadata.type = id.substr(0, id.find('-'));
    revision.metadata.owner = core::PersonId::parse("ada").value();
    revision.text = text;
    revision.in_force = core::Interval{day("2026-01-01"), {}};
    return revision;
}

[[nodiscard]] inline core::SearchQuery asked(const std::string& text) {
    core::SearchQuery query;
    query.text = text;
    query.at = day("2026-06-01");
    return query;
}

/// An index in a folder of its own.
class SearchFixture {
  public:
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "index"; }
    [[nodiscard]] search::XapianIndex& index() { return index_; }

    void put(const std::vector<core::SearchableRevision>& revisions, std::uint64_t sequence = 1) {
        for (const auto& revision : revisions) REQUIRE(index_.put(revision));
        REQUIRE(index_.commit(sequence));
    }
    [[nodiscard]] core::SearchAnswer answer(const core::SearchQuery& query) {
        auto answer = index_.search(query);
        if (!answer) FAIL(answer.error().message);
        return *answer;
    }
    /// "ID REVISION" of each hit.
    [[nodiscard]] std::vector<std::string> found(const core::SearchQuery& query) {
        std::vector<std::string> names;
        for (const auto& hit : answer(query).hits)
            names.push_back(hit.id.text() + " " + hit.revision.text());
        return names;
    }
    [[nodiscard]] std::vector<std::string> found(const std::string& text) {
        return found(asked(text));
    }

  private:
    TemporaryFolder folder_;
    search::XapianIndex index_{folder_.path() / "index"};
};

using Names = std::vector<std::string>;

}  // namespace muniment::test
