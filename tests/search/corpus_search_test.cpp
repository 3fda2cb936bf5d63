// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "core/rendition/document_text.h"
#include "core/rendition/front_matter.h"
#include "core/rendition/markdown.h"
#include "core/text.h"
#include "search/words.h"
#include "tests/search/search_fixture.h"
#include "tests/support/json_lines.h"
#include "tests/support/shared_input.h"

using namespace muniment;
using test::SearchFixture;

namespace {

std::string language_of(const std::string& path) {
    for (const char* language : {"pl", "ja", "de", "fr"}) {
        if (path.find("languages/" + std::string(language) + "-") != std::string::npos)
            return language;
    }
    return "en";
}

/// Every Markdown file of the corpus as a revision, numbered in order of their paths.
std::vector<core::SearchableRevision> corpus() {
    std::set<std::string> paths;
    const auto root = test::shared_input("corpus");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".md") paths.insert(entry.path().string());
    }
    std::vector<core::SearchableRevision> revisions;
    for (const auto& path : paths) {
        const std::string bytes = test::read_file(path);
        const auto rendition = core::render_markdown(core::split_document(bytes).body);
        REQUIRE(rendition);
        auto revision = test::searchable("SOP-" + std::to_string(1000 + revisions.size()),
                                         core::title_of_document(bytes).value(), rendition->text,
                                         language_of(path));
        for (const auto& section : rendition->sections)
            revision.sections.push_back({core::join(section.path, " > "), section.text});
        revisions.push_back(std::move(revision));
    }
    return revisions;
}

/// In how many texts each word stands.
std::map<std::string, int> frequencies(const std::vector<core::SearchableRevision>& revisions) {
    std::map<std::string, int> frequency;
    for (const auto& revision : revisions) {
        std::set<std::string> words;
        search::WordReader reader(revision.text);
        for (search::Word word; reader.next(word);) words.insert(word.term);
        for (const auto& word : words) ++frequency[word];
    }
    return frequency;
}

/// The word of the text that the fewest texts have; the longest of those, as it is written.
std::string rarest_word(const core::SearchableRevision& revision,
                        const std::map<std::string, int>& frequency) {
    std::string rarest;
    int least = 1'000'000;
    search::WordReader reader(revision.text);
    for (search::Word word; reader.next(word);) {
        const int count = frequency.at(word.term);
        const auto written = revision.text.substr(word.begin, word.end - word.begin);
        if (count > least || (count == least && written.size() <= rarest.size())) continue;
        least = count;
        rarest = written;
    }
    return rarest;
}

bool holds(const core::SearchAnswer& answer, const core::Identifier& id) {
    for (const auto& hit : answer.hits) {
        if (hit.id == id) return true;
    }
    return false;
}

core::SearchQuery wide(const std::string& text) {
    auto query = test::asked(text);
    query.limit = 1000;
    return query;
}

}  // namespace

TEST_CASE("every document of the corpus is found by a rare word and by its title") {
    const auto revisions = corpus();
    REQUIRE(revisions.size() > 200);
    SearchFixture fixture;
    fixture.put(revisions);
    const auto frequency = frequencies(revisions);
    for (const auto& revision : revisions) {
        const auto& title = revision.metadata.title;
        if (const auto word = rarest_word(revision, frequency); !word.empty()) {
            INFO(revision.id.text() << " " << title << ": " << word);
            const auto answer = fixture.answer(wide(word));
            CHECK(holds(answer, revision.id));
            for (const auto& hit : answer.hits) CHECK(core::is_utf8(hit.snippet));
        }
        if (title.empty()) continue;
        INFO(revision.id.text() << " by title: " << title);
        CHECK(holds(fixture.answer(wide("\"" + title + "\"")), revision.id));
    }

    for (const auto& line :
         test::read_json_lines(test::shared_input("adversarial/search-queries.jsonl"))) {
        const auto input = line->getValue<std::string>("input");
        INFO(line->getValue<std::string>("id") << ": " << input.substr(0, 80));
        const auto answer = fixture.index().search(wide(input));
        if (answer) continue;
        CHECK(answer.error().code == core::ErrorCode::invalid_argument);
        CHECK_FALSE(answer.error().message.empty());
    }
}
