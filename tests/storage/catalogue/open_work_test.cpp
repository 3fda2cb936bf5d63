// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/catalogue/open_catalogue.h"

using namespace muniment;
using namespace muniment::test;
using core::Meaning;
using core::RevisionState;

namespace {

const std::string start = "2026-03-01T23:00:00Z";

struct OpenWorkList : OpenCatalogue {
    std::vector<core::OpenWork> work(const std::string& today = "2026-07-01") {
        auto answer = catalogue.open_work(date(today));
        REQUIRE(answer);
        return *answer;
    }
    std::string reviews(const std::string& today) {
        std::string text;
        for (const auto& open : work(today)) text += open.kind + " " + open.revision + " ";
        return text;
    }
};

core::DocumentState one_in_force() {
    auto state = document("SOP-0001");
    state.released = {released("1.0", "2026-03-02", start, "First")};
    return state;
}

core::RouteProgress at_stage(int stage) {
    core::RouteProgress progress;
    progress.route = {{Meaning::review, 1, {"reviewer"}}, {Meaning::approval, 1, {"approver"}}};
    progress.stage = stage;
    progress.stage_since = instant("2026-05-05T05:05:05Z");
    return progress;
}

}  // namespace

TEST_CASE_METHOD(OpenWorkList, "a working revision waits for its author, a signature or release") {
    auto state = document("SOP-0001");
    state.working = working("1.0", RevisionState::draft, "First");
    put(state);
    REQUIRE(work().size() == 1);
    CHECK(work()[0].id == identifier("SOP-0001"));
    CHECK(work()[0].kind == "draft");
    CHECK(work()[0].revision == "1.0");
    CHECK(work()[0].since == instant("2026-02-01T00:00:00Z"));
    CHECK_FALSE(work()[0].due);
    CHECK_FALSE(work()[0].retirement);
    state.working->state = RevisionState::in_review;
    state.working->progress = at_stage(1);
    put(state);
    REQUIRE(work().size() == 1);
    CHECK(work()[0].kind == "review");
    CHECK(work()[0].since == instant("2026-05-05T05:05:05Z"));
    state.working->progress = at_stage(2);
    put(state);
    CHECK(work().at(0).kind == "approval");
    state.working->state = RevisionState::approved;
    state.working->progress = at_stage(3);
    put(state);
    CHECK(work().at(0).kind == "release");
    state.working.reset();
    put(state);
    CHECK(work().empty());
}

TEST_CASE_METHOD(OpenWorkList, "a request to retire waits for its signatures") {
    auto state = one_in_force();
    state.retirement = core::RetirementRequest{};
    state.retirement->progress = at_stage(2);
    put(state);
    REQUIRE(work().size() == 1);
    CHECK(work()[0].kind == "approval");
    CHECK(work()[0].retirement);
    CHECK(work()[0].revision == "1.0");
}

TEST_CASE_METHOD(OpenWorkList, "a periodic review is open from its day on, while in force") {
    auto state = one_in_force();
    state.released[0].review_due = date("2027-03-02");
    put(state);
    CHECK(reviews("2027-03-01").empty());
    CHECK(reviews("2027-03-02") == "periodic_review 1.0 ");
    CHECK(work("2027-03-02").at(0).due == date("2027-03-02"));
    SECTION("until the next revision's day") {
        state.released.push_back(released("2.0", "2027-05-01", "2027-04-30T22:00:00Z", "Second"));
        state.released[1].review_due = date("2028-05-01");
        put(state);
        CHECK(reviews("2027-04-30") == "periodic_review 1.0 ");
        CHECK(reviews("2027-05-01").empty());
        CHECK(reviews("2028-05-01") == "periodic_review 2.0 ");
    }
    SECTION("until the day of a planned retirement") {
        state.released[0].retired_at = instant("2027-05-31T22:00:00Z");
        state.planned_retirement =
            core::PlannedRetirement{{date("2027-06-01"), instant("2027-05-31T22:00:00Z")}};
        put(state);
        CHECK(reviews("2027-05-31") == "periodic_review 1.0 ");
        CHECK(reviews("2027-06-01").empty());
    }
    SECTION("not once it is retired") {
        state.released[0].retired_at = instant("2027-02-01T00:00:00Z");
        put(state);
        CHECK(reviews("2027-03-02").empty());
    }
}

TEST_CASE_METHOD(OpenWorkList, "what happens by itself is due from its instant on, once") {
    auto pending = document("SOP-0002");
    pending.released = {released("1.0", "2026-06-02", "2026-06-01T22:00:00Z", "Pending")};
    pending.released[0].took_effect = false;
    put(pending);
    auto leaving = one_in_force();
    leaving.released[0].retired_at = instant("2026-05-31T22:00:00Z");
    leaving.planned_retirement =
        core::PlannedRetirement{{date("2026-06-01"), instant("2026-05-31T22:00:00Z")}};
    put(leaving);
    CHECK(catalogue.due(instant("2026-05-31T21:59:59Z")).value().empty());
    CHECK(catalogue.due(instant("2026-05-31T22:00:00Z")).value() ==
          std::vector{identifier("SOP-0001")});
    CHECK(catalogue.due(instant("2026-06-01T22:00:00Z")).value() ==
          std::vector{identifier("SOP-0001"), identifier("SOP-0002")});
    pending.released[0].took_effect = true;
    leaving.planned_retirement.reset();
    put(pending);
    put(leaving);
    CHECK(catalogue.due(instant("2030-01-01T00:00:00Z")).value().empty());
}
