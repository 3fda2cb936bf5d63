// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/catalogue/open_catalogue.h"

using namespace muniment;
using namespace muniment::test;
using core::RevisionState;
using std::chrono::seconds;

namespace {

const std::string first_start = "2026-03-01T23:00:00Z";
const std::string second_start = "2026-06-01T22:00:00Z";
const std::string end = "2026-09-30T22:00:00Z";

struct MasterList : OpenCatalogue {
    std::vector<core::DocumentRow> rows(core::Instant now,
                                        const core::DocumentFilter& filter = {}) {
        auto answer = catalogue.documents(filter, now);
        REQUIRE(answer);
        return *answer;
    }
    /// "1.0 effective", or "" for no row.
    std::string row(const std::string& now) { return shown(rows(instant(now))); }
    std::string row(core::Instant now) { return shown(rows(now)); }
    std::string as_of(core::Instant at) {
        core::DocumentFilter filter;
        filter.as_of = at;
        return shown(rows(instant("2030-01-01T00:00:00Z"), filter));
    }
    std::string ids(const core::DocumentFilter& filter) {
        std::string text;
        for (const auto& row : rows(instant("2026-07-01T00:00:00Z"), filter))
            text += row.id.text() + " ";
        return text;
    }
    static std::string shown(const std::vector<core::DocumentRow>& rows) {
        REQUIRE(rows.size() <= 1);
        if (rows.empty()) return "";
        std::string text = rows[0].revision + " " + std::string(core::name_of(rows[0].state));
        if (rows[0].draft_revision) {
            text += ", " + *rows[0].draft_revision + " " +
                    std::string(core::name_of(*rows[0].draft_state));
        }
        return text;
    }
};

/// Revision 1.0, then 2.0, then retired.
core::DocumentState whole_life() {
    auto state = document("SOP-0001");
    state.released = {released("1.0", "2026-03-02", first_start, "First"),
                      released("2.0", "2026-06-02", second_start, "Second")};
    state.released[1].retired_at = instant(end);
    return state;
}

}  // namespace

TEST_CASE_METHOD(MasterList, "the row follows the clock, to the second") {
    put(whole_life());
    CHECK(row(instant(first_start) - seconds(1)) == "2.0 approved");
    CHECK(row(first_start) == "1.0 effective");
    CHECK(row(instant(second_start) - seconds(1)) == "1.0 effective");
    CHECK(row(second_start) == "2.0 effective");
    CHECK(row(instant(end) - seconds(1)) == "2.0 effective");
    CHECK(row(end) == "2.0 retired");
}

TEST_CASE_METHOD(MasterList, "as of an instant there is what was in force, and nothing else") {
    auto state = whole_life();
    state.working = working("3.0", RevisionState::draft, "Third");
    put(state);
    auto other = document("SOP-0002");
    other.working = working("1.0", RevisionState::draft, "A draft alone");
    put(other);
    CHECK(as_of(instant(first_start) - seconds(1)).empty());
    CHECK(as_of(instant(first_start)) == "1.0 effective");
    CHECK(as_of(instant(second_start) - seconds(1)) == "1.0 effective");
    CHECK(as_of(instant(second_start)) == "2.0 effective");
    CHECK(as_of(instant(end) - seconds(1)) == "2.0 effective");
    CHECK(as_of(instant(end)).empty());
    core::DocumentFilter drafts;
    drafts.as_of = instant(first_start);
    drafts.state = RevisionState::draft;
    CHECK(rows(instant(end), drafts).empty());
}

TEST_CASE_METHOD(MasterList, "the row agrees with the rules at every boundary") {
    auto state = document("SOP-0001");
    state.released = {released("1.0", "2026-03-02", first_start, "First"),
                      released("2.0", "2026-10-20", "2026-10-19T22:00:00Z", "Second")};
    state.released[0].retired_at = instant(end);  // then reinstated by 2.0
    put(state);
    for (const std::string& boundary : {first_start, end, std::string("2026-10-19T22:00:00Z")}) {
        for (const int offset : {-1, 0, 1}) {
            const core::Instant at = instant(boundary) + seconds(offset);
            const auto* in_force = core::in_force(state, at);
            CHECK(as_of(at) == (in_force ? in_force->label.text() + " effective" : ""));
            if (in_force) CHECK(row(at) == in_force->label.text() + " effective");
        }
    }
    CHECK(row(end) == "2.0 approved");
}

TEST_CASE_METHOD(MasterList, "a draft stands beside what is in force, and alone before it") {
    auto state = document("SOP-0001");
    state.working = working("1.0", RevisionState::in_review, "First");
    put(state);
    CHECK(row("2026-07-01T00:00:00Z") == "1.0 in_review");
    state = whole_life();
    state.working = working("3.0", RevisionState::approved, "Third");
    put(state);
    CHECK(row("2026-07-01T00:00:00Z") == "2.0 effective, 3.0 approved");
    CHECK(row("2027-01-01T00:00:00Z") == "3.0 approved");
    state = document("SOP-0001");
    state.withdrawn = {{label("1.0"), {}, metadata("First"), {}},
                       {label("2.0"), {}, metadata("Second"), {}}};
    put(state);
    CHECK(row("2026-07-01T00:00:00Z") == "2.0 withdrawn");
}

TEST_CASE_METHOD(MasterList, "a row says what its own revision says") {
    auto state = whole_life();
    state.released[0].imported = true;
    state.released[0].review_due = date("2027-03-02");
    state.released[1].metadata = metadata("Second", "bob");
    state.working = working("3.0", RevisionState::draft, "Third");
    put(state);
    const auto first = rows(instant(first_start)).at(0);
    CHECK(first.id == identifier("SOP-0001"));
    CHECK(first.title == "First");
    CHECK(first.type == "SOP");
    CHECK(first.effective_from == date("2026-03-02"));
    CHECK(first.imported);
    CHECK(first.owner == person("anna"));
    CHECK(first.department == "Quality");
    CHECK(first.reading_class == "internal");
    CHECK(first.review_due == date("2027-03-02"));
    const auto second = rows(instant(second_start)).at(0);
    CHECK(second.title == "Second");
    CHECK(second.owner == person("bob"));
    CHECK_FALSE(second.imported);
    CHECK_FALSE(second.review_due);
    const auto draft = rows(instant(end)).at(0);
    CHECK(draft.title == "Third");
    CHECK_FALSE(draft.effective_from);
    CHECK_FALSE(draft.draft_revision);
}

TEST_CASE_METHOD(MasterList, "texts are kept as they are") {
    auto state = document("SOP-0001");
    state.working = working("1.0", RevisionState::draft, "O'Brien's \"50 %\" – zażółć; DROP TABLE");
    put(state);
    CHECK(rows({}).at(0).title == "O'Brien's \"50 %\" – zażółć; DROP TABLE");
}

TEST_CASE_METHOD(MasterList, "filters take the row and the draft beside it") {
    put(whole_life());
    auto beside = document("WI-0001");
    beside.released = {released("1.0", "2026-03-02", first_start, "Beside")};
    beside.working = working("2.0", RevisionState::in_review, "Beside");
    put(beside);
    auto ahead = document("SOP-0003");
    ahead.released = {released("1.0", "2026-12-01", "2026-11-30T23:00:00Z", "Ahead")};
    put(ahead);
    auto retired = document("SOP-0004");
    retired.released = {released("1.0", "2026-03-02", first_start, "Gone")};
    retired.released[0].retired_at = instant("2026-04-01T00:00:00Z");
    put(retired);
    auto withdrawn = document("SOP-0005");
    withdrawn.withdrawn = {{label("1.0"), {}, metadata("Given up", "bob"), {}}};
    put(withdrawn);
    const auto with_state = [&](RevisionState state) {
        core::DocumentFilter filter;
        filter.state = state;
        return ids(filter);
    };
    CHECK(with_state(RevisionState::effective) == "SOP-0001 WI-0001 ");
    CHECK(with_state(RevisionState::in_review) == "WI-0001 ");
    CHECK(with_state(RevisionState::approved) == "SOP-0003 ");
    CHECK(with_state(RevisionState::retired) == "SOP-0004 ");
    CHECK(with_state(RevisionState::withdrawn) == "SOP-0005 ");
    CHECK(with_state(RevisionState::superseded).empty());
    CHECK(with_state(RevisionState::draft).empty());
    core::DocumentFilter filter;
    filter.type = "WI";
    CHECK(ids(filter) == "WI-0001 ");
    filter = {};
    filter.owner = person("bob");
    CHECK(ids(filter) == "SOP-0005 ");
    filter.state = RevisionState::effective;
    CHECK(ids(filter).empty());
    filter = {};
    filter.type = "SOP";
    filter.state = RevisionState::effective;
    filter.owner = person("anna");
    filter.as_of = instant(second_start);
    CHECK(ids(filter) == "SOP-0001 ");
    filter = {};
    filter.type = "' OR '1'='1";
    CHECK(ids(filter).empty());
    CHECK(catalogue.identifiers().value().size() == 5);
}
