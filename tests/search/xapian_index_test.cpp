// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/xapian_index.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/search/search_fixture.h"

using namespace muniment;
using core::RevisionState;
using test::asked;
using test::day;
using test::Names;
using test::searchable;
using test::SearchFixture;

namespace {

core::SearchableRevision labelled(core::SearchableRevision revision, const std::string& label) {
    revision.revision = core::RevisionLabel::parse(label).value();
    return revision;
}

/// SOP-0001: 1.0 until March, 2.0 until July when it was retired, 3.0 a draft.
std::vector<core::SearchableRevision> three_revisions() {
    const auto base = searchable("SOP-0001", "Kettles", "Descale the kettle.");
    auto first = labelled(base, "1.0");
    first.in_force = core::Interval{day("2026-01-01"), day("2026-03-01")};
    auto second = labelled(base, "2.0");
    second.in_force = core::Interval{day("2026-03-01"), day("2026-07-01")};
    second.retired = true;
    auto third = labelled(base, "3.0");
    third.in_force = {};
    third.working_state = RevisionState::in_review;
    return {first, second, third};
}

core::SearchQuery at(const std::string& text, core::Instant instant, bool all_states = false) {
    auto query = asked(text);
    query.at = instant;
    query.all_states = all_states;
    return query;
}

}  // namespace

TEST_CASE("only what is in force at the instant is found") {
    SearchFixture fixture;
    fixture.put(three_revisions());
    const std::chrono::seconds second(1);
    CHECK(fixture.found(at("kettle", day("2026-01-01") - second)).empty());
    CHECK(fixture.found(at("kettle", day("2026-01-01"))) == Names{"SOP-0001 1.0"});
    CHECK(fixture.found(at("kettle", day("2026-03-01") - second)) == Names{"SOP-0001 1.0"});
    CHECK(fixture.found(at("kettle", day("2026-03-01"))) == Names{"SOP-0001 2.0"});
    CHECK(fixture.found(at("kettle", day("2026-07-01") - second)) == Names{"SOP-0001 2.0"});
    CHECK(fixture.found(at("kettle", day("2026-07-01"))).empty());
}

TEST_CASE("states are those of the instant asked about") {
    SearchFixture fixture;
    fixture.put(three_revisions());
    const auto states = [&](core::Instant instant) {
        std::vector<RevisionState> result;
        for (const auto& hit : fixture.answer(at("kettle", instant, true)).hits)
            result.push_back(hit.state);
        return result;
    };
    using States = std::vector<RevisionState>;
    CHECK(states(day("2025-12-31")) ==
          States{RevisionState::approved, RevisionState::approved, RevisionState::in_review});
    CHECK(states(day("2026-02-01")) ==
          States{RevisionState::effective, RevisionState::approved, RevisionState::in_review});
    CHECK(states(day("2026-03-01")) ==
          States{RevisionState::superseded, RevisionState::effective, RevisionState::in_review});
    CHECK(states(day("2026-07-01")) ==
          States{RevisionState::superseded, RevisionState::retired, RevisionState::in_review});
}

TEST_CASE("words are all wanted, stemmed, and in any case") {
    SearchFixture fixture;
    fixture.put({searchable("SOP-0001", "Cleaning", "The operators documented the cleaning."),
                 searchable("SOP-0002", "Drying", "The operator dries it. Documents follow.")});
    CHECK(fixture.found("OPERATOR document") == Names{"SOP-0001 1.0", "SOP-0002 1.0"});
    CHECK(fixture.found("operator -drying") == Names{"SOP-0001 1.0"});
    CHECK(fixture.found("cleaned OR dry").size() == 2);
    CHECK(fixture.found("clean dry").empty());
    CHECK(fixture.found("-clean") == Names{"SOP-0002 1.0"});
    CHECK(fixture.found("documente*") == Names{"SOP-0001 1.0"});
    CHECK(fixture.found("nothing").empty());
}

TEST_CASE("a phrase is words in a row") {
    SearchFixture fixture;
    fixture.put({searchable("SOP-0001", "One two", "Three clean kettles stand here."),
                 searchable("SOP-0002", "Other", "The kettle is clean.")});
    CHECK(fixture.found("\"clean kettle\"") == Names{"SOP-0001 1.0"});
    CHECK(fixture.found("\"kettle clean\"").empty());
    CHECK(fixture.found("\"one two\"") == Names{"SOP-0001 1.0"});
    CHECK(fixture.found("\"two three\"").empty());
    CHECK(fixture.found("-\"clean kettle\" kettle") == Names{"SOP-0002 1.0"});
}

TEST_CASE("an identifier is found as it is typed, and stands first") {
    SearchFixture fixture;
    std::string mentions;
    for (int i = 0; i < 200; ++i) mentions += "See SOP-0001. ";
    auto imported = searchable("SOP-0003", "Third", "text");
    imported.metadata.former_identifier = "QP 7.5/03";
    auto policy = searchable("POL-0001", "Policy of policies", "policy policy policy");
    auto governing = searchable("POLICY", "Rules", "text");
    fixture.put({searchable("SOP-0002", "SOP-0001 in the title", mentions), imported, policy,
                 governing, searchable("SOP-0001", "First", "text"),
                 searchable("SOP-0010", "Tenth", "text")});
    for (const char* typed : {"SOP-0001", "sop-0001", "SOP 0001", "sop 1", "sop0001"}) {
        INFO(typed);
        REQUIRE_FALSE(fixture.found(typed).empty());
        CHECK(fixture.found(typed).front() == "SOP-0001 1.0");
    }
    CHECK(fixture.found("id:SOP-0001") == Names{"SOP-0001 1.0"});
    CHECK(fixture.found("qp-7.5-03") == Names{"SOP-0003 1.0"});
    CHECK(fixture.found("former:\"QP 7.5/03\"") == Names{"SOP-0003 1.0"});
    CHECK(fixture.found("policy").front() == "POLICY 1.0");
    CHECK(fixture.found("0010") == Names{"SOP-0010 1.0"});
}

TEST_CASE("the title weighs more than the text") {
    SearchFixture fixture;
    std::string often;
    for (int i = 0; i < 500; ++i) often += "hygiene ";
    std::string rare;
    for (int i = 0; i < 3000; ++i) rare += "filler ";
    fixture.put({searchable("SOP-0001", "Other", often), searchable("SOP-0002", "Hygiene", rare)});
    CHECK(fixture.found("hygiene") == Names{"SOP-0002 1.0", "SOP-0001 1.0"});
    CHECK(fixture.found("title:hygiene") == Names{"SOP-0002 1.0"});
}

TEST_CASE("fields filter") {
    SearchFixture fixture;
    auto one = searchable("SOP-0001", "One", "text");
    one.metadata.department = "Quality Control";
    one.metadata.reading_class = "Public";
    one.metadata.keywords = {"personal data", "breach"};
    one.metadata.clauses = {"ISO 9001:2015 7.5.3"};
    one.metadata.language = "en-GB";
    auto two = searchable("WI-0001", "Two", "text");
    two.metadata.owner = core::PersonId::parse("marta").value();
    fixture.put({one, two});
    for (const char* query :
         {"type:sop", "owner:ada", "department:quality", "department:\"quality control\"",
          "class:public", "keyword:breach", "keyword:\"personal data\"", "clause:7.5.3",
          "clause:\"ISO 9001\"", "language:en-gb", "text type:SOP", "breach", "-type:WI"}) {
        INFO(query);
        CHECK(fixture.found(query) == Names{"SOP-0001 1.0"});
    }
    CHECK(fixture.found("language:en") == Names{"SOP-0001 1.0", "WI-0001 1.0"});
    CHECK(fixture.found("type:so").empty());
    CHECK(fixture.found("keyword:\"data breach\"").empty());
}

TEST_CASE("texts in other languages are found with and without their marks") {
    SearchFixture fixture;
    fixture.put({searchable("SOP-0001", "Śliwa", "Zażółć gęślą jaźń w Łodzi.", "pl"),
                 searchable("SOP-0002", "管理文書", "この手順は管理文書の規則です。", "ja"),
                 searchable("SOP-0003", "Straße", "Größe der Maßnahmen", "de"),
                 searchable("SOP-0004", "Naïve", "The café's résumés", "en")});
    for (const char* query : {"śliwa", "ŚLIWA", "sliwa", "zażółć", "zazolc", "lodzi",
                              "\"gesla jazn\"", "s\xCC\x81liwa", "title:sliwa", "zażó*"}) {
        INFO(query);
        CHECK(fixture.found(query) == Names{"SOP-0001 1.0"});
    }
    for (const char* query : {"管理", "管理文書", "手順", "規", "\"管理文書の規則\""}) {
        INFO(query);
        CHECK(fixture.found(query) == Names{"SOP-0002 1.0"});
    }
    CHECK(fixture.found("文管").empty());
    CHECK(fixture.found("STRASSE groesse OR größe") == Names{"SOP-0003 1.0"});
    CHECK(fixture.found("massnahmen") == Names{"SOP-0003 1.0"});
    for (const char* query : {"resume", "café", "naive", "résumé"}) {
        INFO(query);
        CHECK(fixture.found(query) == Names{"SOP-0004 1.0"});
    }
}

TEST_CASE("the total is exact and pages do not overlap") {
    SearchFixture fixture;
    std::vector<core::SearchableRevision> many;
    for (int i = 100; i < 400; ++i)
        many.push_back(searchable("SOP-0" + std::to_string(i), "Same", "same text"));
    fixture.put(many);
    auto query = asked("same");
    query.limit = 7;
    CHECK(fixture.answer(query).total == 300);
    CHECK(fixture.found(query).front() == "SOP-0100 1.0");
    query.offset = 7;
    CHECK(fixture.found(query).front() == "SOP-0107 1.0");
    query.offset = 298;
    CHECK(fixture.found(query) == Names{"SOP-0398 1.0", "SOP-0399 1.0"});
    query.offset = static_cast<std::size_t>(-1);
    CHECK(fixture.found(query).empty());
    CHECK(fixture.answer(query).total == 300);
    query.offset = 0;
    query.limit = 0;
    CHECK(fixture.answer(query).total == 300);
}

TEST_CASE("scores and order do not depend on the order of indexing") {
    std::vector<core::SearchableRevision> revisions;
    for (int i = 100; i < 160; ++i) {
        std::string text = "kettle";
        for (int word = 0; word < i % 7; ++word) text += " kettle clean steam";
        for (int word = 0; word < i % 5; ++word) text += " dry";
        revisions.push_back(searchable("SOP-0" + std::to_string(i), i % 3 == 0 ? "Kettle" : "Pan",
                                       text, i % 2 == 0 ? "en" : "de"));
    }
    SearchFixture forward;
    forward.put(revisions);
    SearchFixture backward;
    std::reverse(revisions.begin(), revisions.end());
    for (const auto& revision : revisions) backward.put({revision, revisions.front()});
    for (const char* text :
         {"kettle", "clean OR dry", "kettle steam -dry", "\"clean steam\"", "ket*", "type:SOP"}) {
        INFO(text);
        auto query = asked(text);
        query.limit = 100;
        const auto one = forward.answer(query);
        const auto other = backward.answer(query);
        CHECK(one.total == other.total);
        REQUIRE(one.hits.size() == other.hits.size());
        REQUIRE_FALSE(one.hits.empty());
        for (std::size_t i = 0; i < one.hits.size(); ++i) {
            CHECK(one.hits[i].id == other.hits[i].id);
            CHECK(one.hits[i].score == other.hits[i].score);
        }
    }
}

TEST_CASE("what is not for the viewer changes no score and no order") {
    const std::vector<core::SearchableRevision> open{
        searchable("SOP-0001", "Rinsing", "Rinse the mixer and the valve with hot water."),
        searchable("SOP-0002", "The valve", "Open the valve. Close the valve."),
        searchable("SOP-0003", "Other", "See SOP-0001 and the mixer of the valve.")};
    SearchFixture without;
    without.put(open);
    SearchFixture with;
    with.put(open);
    std::vector<core::SearchableRevision> hidden;
    for (int i = 10; i < 40; ++i) {
        hidden.push_back(searchable("WI-00" + std::to_string(i), "Secret mixer",
                                    "The mixer is bought. The mixer is sold."));
    }
    with.put(hidden, 2);
    for (const char* text : {"mixer valve", "valve", "the mixer", "SOP-0001", "mix*"}) {
        INFO(text);
        auto query = asked(text);
        query.readable = [](core::SearchHit& hit) { return hit.id.text().starts_with("SOP"); };
        const auto expected = without.answer(query);
        const auto found = with.answer(query);
        REQUIRE(found.total == expected.total);
        REQUIRE(found.total > 0);
        for (std::size_t i = 0; i < found.hits.size(); ++i) {
            CHECK(found.hits[i].id == expected.hits[i].id);
            CHECK(found.hits[i].score == expected.hits[i].score);
        }
    }
    auto first = asked("SOP-0001");
    first.readable = [](core::SearchHit&) { return true; };
    CHECK(with.found(first).front() == "SOP-0001 1.0");
    first.text = "valve";
    CHECK(with.found(first).front() == "SOP-0002 1.0");
}

TEST_CASE("a revision is replaced and removed") {
    SearchFixture fixture;
    fixture.put(
        {searchable("SOP-0001", "Old", "kettle"), searchable("SOP-0002", "Other", "kettle")});
    fixture.put({searchable("SOP-0001", "New", "pan")}, 2);
    CHECK(fixture.found("kettle") == Names{"SOP-0002 1.0"});
    CHECK(fixture.found("pan") == Names{"SOP-0001 1.0"});
    const auto id = core::Identifier::parse("SOP-0001").value();
    REQUIRE(fixture.index().remove(id, core::RevisionLabel::parse("9.0").value()));
    REQUIRE(fixture.index().remove(id, core::RevisionLabel::parse("1.0").value()));
    REQUIRE(fixture.index().commit(3));
    CHECK(fixture.found("pan").empty());
}

TEST_CASE("very long words and texts are taken in") {
    SearchFixture fixture;
    const std::string endless(100'000, 'x');
    std::string long_text;
    for (int i = 0; i < 60'000; ++i) long_text += "word" + std::to_string(i % 500) + " ";
    auto revision = searchable("SOP-0001", endless, endless + " " + long_text + "needle");
    revision.metadata.keywords = {endless};
    revision.metadata.former_identifier = endless;
    revision.metadata.reading_class = endless;
    fixture.put({revision});
    CHECK(fixture.found(std::string(900, 'x')).size() == 1);
    CHECK(fixture.found("needle").size() == 1);
    CHECK(fixture.answer(asked("needle")).hits[0].snippet.size() < 400);
}
