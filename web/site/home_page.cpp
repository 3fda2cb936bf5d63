// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/home_page.h"

#include <algorithm>

#include "core/review_due.h"

namespace muniment::web {
namespace {

constexpr std::chrono::days recent_days{30};
constexpr std::size_t most_shown = 12;

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

Arrival arrival_of(const core::Identifier& id, const core::ReleasedRevision& revision) {
    return {id,
            revision.metadata.title,
            revision.label.text(),
            revision.effective_date,
            first_line(revision.metadata.change_reason),
            false};
}

/// The released revisions of a document that came lately or will come, if they are for the viewer.
core::Status add_arrivals(Call& call, const core::Identifier& id, core::Date since,
                          HomePage& page) {
    core::DocumentLoader loader(call.reader().ports().reg, call.reader().ports().catalogue);
    MUNIMENT_TRY(const auto state, loader.load(id));
    for (std::size_t index = 0; index < state.released.size(); ++index) {
        if (!core::may_read_released(call.policy, call.viewer, state, index, call.now)) continue;
        const auto found = core::state_of(state, index, call.now);
        const auto& revision = state.released[index];
        if (found == core::RevisionState::approved) page.soon.push_back(arrival_of(id, revision));
        if (found == core::RevisionState::effective && revision.effective_date >= since)
            page.recent.push_back(arrival_of(id, revision));
    }
    return {};
}

core::Status find_arrivals(Call& call, const std::vector<core::DocumentRow>& rows, HomePage& page) {
    const core::Date since{std::chrono::sys_days(call.today) - recent_days};
    for (const auto& row : rows) {
        const bool recent = row.effective_from && *row.effective_from >= since;
        const bool pending = row.state == core::RevisionState::approved ||
                             row.draft_state == core::RevisionState::approved;
        if (recent || pending) MUNIMENT_CHECK(add_arrivals(call, row.id, since, page));
    }
    std::sort(page.recent.begin(), page.recent.end(), [](const auto& left, const auto& right) {
        return std::tie(right.date, left.id) < std::tie(left.date, right.id);
    });
    std::sort(page.soon.begin(), page.soon.end(), [](const auto& left, const auto& right) {
        return std::tie(left.date, left.id) < std::tie(right.date, right.id);
    });
    if (page.recent.size() > most_shown) page.recent.resize(most_shown);
    return {};
}

core::Status count_for_controllers(Call& call, const std::vector<core::DocumentRow>& rows,
                                   HomePage& page) {
    if (!core::may_read_all(call.policy, call.viewer)) return {};
    page.overdue_reviews = static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(),
        [&](const core::DocumentRow& row) { return core::is_review_overdue(row, call.today); }));
    page.waiting = static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const core::DocumentRow& row) {
            return row.state == core::RevisionState::in_review ||
                   row.draft_state == core::RevisionState::in_review;
        }));
    return {};
}

Data number_data(std::size_t value, const std::string& label, const std::string& address) {
    Data data;
    data.set("value", std::to_string(value));
    data.set("label", label);
    data.set("address", address);
    return data;
}

Data arrivals_data(const Wording& wording, const std::vector<Arrival>& arrivals, bool soon) {
    DataList list;
    for (const auto& arrival : arrivals) {
        Data data;
        data.set("id", arrival.id.text());
        data.set("change_title", arrival.title);
        data.set("address", soon ? address_of(arrival.id, "/revisions/" + arrival.revision)
                                 : address_of(arrival.id));
        data.set("revision", arrival.revision);
        data.set("date", wording.day(arrival.date));
        set_text(data, "summary", arrival.reason);
        list.push_back(data);
    }
    return Data("change", Data(list));
}

}  // namespace

Data home_data(const Wording& wording, const HomePage& page) {
    Data data;
    data.set("query", "");
    if (page.tasks.count() > 0)
        data.set("tasks", Data("task", tasks_data(wording, page.tasks, page.today)));
    if (!page.recent.empty()) data.set("recent", arrivals_data(wording, page.recent, false));
    if (!page.soon.empty()) data.set("soon", arrivals_data(wording, page.soon, true));
    if (!page.overdue_reviews || !page.waiting) return data;
    const auto& texts = wording.texts();
    data.set("attention",
             Data("number",
                  Data(DataList{
                      number_data(*page.overdue_reviews,
                                  texts.counted("home.overdue", *page.overdue_reviews),
                                  "/documents?review=overdue&sort=review"),
                      number_data(*page.waiting, texts.counted("home.in_review", *page.waiting),
                                  "/documents?state=in_review")})));
    return data;
}

core::Result<http::Response> home_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    HomePage page;
    page.today = call.today;
    MUNIMENT_TRY(page.tasks, core::waiting_tasks(call.reader(), call.viewer));
    // Only what is shown is looked at for its right to be read, not the whole library.
    MUNIMENT_TRY(const auto rows, call.reader().ports().catalogue.documents({}, call.now));
    MUNIMENT_CHECK(find_arrivals(call, rows, page));
    MUNIMENT_CHECK(count_for_controllers(call, rows, page));
    return call.answer(call.text("frame.home"), "home", home_data(call.wording, page));
}

}  // namespace muniment::web
