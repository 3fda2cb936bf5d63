// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/history_page.h"

#include <algorithm>

#include "web/site/revision_page.h"

namespace muniment::web {
namespace {

using core::EventKind;

/// The title that the viewer may know: of the revision in force, else of the newest readable one.
core::Result<std::string> title_for(Call& call, const core::DocumentState& state,
                                    const std::vector<core::RevisionView>& released) {
    for (const auto& view : released)
        if (view.state == core::RevisionState::effective) return view.metadata.title;
    if (!released.empty()) return released.back().metadata.title;
    if (core::may_read_working(call.policy, call.viewer, state))
        return state.working->metadata.title;
    for (auto i = state.withdrawn.size(); i > 0; --i) {
        const auto& withdrawn = state.withdrawn[i - 1];
        if (core::may_read_withdrawn(call.policy, call.viewer, state, withdrawn))
            return withdrawn.metadata.title;
    }
    return std::string();
}

std::string what_happened(const Wording& wording, const core::TrailRow& row) {
    std::string key = "event." + std::string(core::name_of(row.event));
    const bool signs = row.decision && (row.event == EventKind::draft_signed ||
                                        row.event == EventKind::retirement_signed);
    if (signs && *row.decision == core::Decision::reject) {
        key += "-rejected";
    } else if (signs) {
        key += row.meaning == core::Meaning::review ? "-reviewed" : "-approved";
    }
    return wording.texts().fill(key, {{"revision", row.revision}});
}

std::string interval_text(const Wording& wording, const core::RevisionView& view,
                          core::Instant now) {
    if (!view.in_force) return {};
    const std::string from = wording.day(view.in_force->start);
    if (view.in_force->start > now) return wording.texts().fill("history.from", {{"from", from}});
    if (!view.in_force->end) return wording.texts().fill("history.since", {{"from", from}});
    return wording.texts().fill("history.until",
                                {{"from", from}, {"until", wording.day(*view.in_force->end)}});
}

bool starts_revision(EventKind event) {
    return event == EventKind::released || event == EventKind::imported ||
           event == EventKind::library_accepted;
}

Data event_data(const Wording& wording, const HistoryPage& page, const core::TrailRow& row) {
    Data data;
    data.set("what", what_happened(wording, row));
    set_text(data, "who", row.name);
    if (row.on_behalf_of) {
        data.set("event_behalf",
                 wording.texts().fill("document.on_behalf",
                                      {{"person", page.delegators.at(*row.on_behalf_of)}}));
    }
    data.set("time", wording.moment(row.time));
    set_text(data, "reason", row.reason);
    const auto view = std::find_if(
        page.released.begin(), page.released.end(),
        [&](const auto& released) { return released.revision.text() == row.revision; });
    if (!starts_revision(row.event) || view == page.released.end()) {
        set_text(data, "event_detail", row.detail);
        return data;
    }
    data.set("large", true);
    data.set("state", std::string(core::name_of(view->state)));
    data.set("revision_label", row.revision);
    data.set("revision_address", address_of(page.id, view->revision));
    set_text(data, "interval", interval_text(wording, *view, page.now));
    // Why the revision was made says more than why the library was moved.
    if (!view->metadata.change_reason.empty())
        set_text(data, "reason", view->metadata.change_reason);
    DataList signatures;
    for (const auto& signature : view->signatures)
        signatures.push_back(
            signature_data(wording, signature, view->self_released, page.delegators));
    if (!signatures.empty()) data.set("signed", Data("signatures", Data(signatures)));
    if (view->imported) {
        data.set("stated", wording.texts().fill("document.as_stated",
                                                {{"date", wording.day(view->imported_at)}}));
    }
    return data;
}

}  // namespace

Data history_data(const Wording& wording, const HistoryPage& page) {
    DataList events;
    for (auto row = page.events.rbegin(); row != page.events.rend(); ++row)
        events.push_back(event_data(wording, page, *row));
    Data data;
    data.set("id", page.id.text());
    data.set("title", page.title);
    data.set("address", address_of(page.id));
    if (!events.empty()) data.set("events", Data("event", Data(events)));
    return data;
}

core::Result<http::Response> history_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    HistoryPage page;
    page.id = state.id;
    page.now = call.now;
    core::TrailFilter filter;
    filter.subject = core::SubjectName(state.id);
    MUNIMENT_TRY(page.events, call.reader().history(call.viewer, filter));
    MUNIMENT_TRY(page.released, call.reader().released(call.viewer, state.id));
    MUNIMENT_TRY(page.delegators, delegators_of(call, page.released));
    for (const auto& row : page.events) {
        if (!row.on_behalf_of || page.delegators.count(*row.on_behalf_of) > 0) continue;
        MUNIMENT_TRY(page.delegators[*row.on_behalf_of], printed_name(call, *row.on_behalf_of));
    }
    MUNIMENT_TRY(page.title, title_for(call, state, page.released));
    return call.answer(
        call.wording.texts().fill("history.headline", {{"identifier", state.id.text()}}), "history",
        history_data(call.wording, page));
}

}  // namespace muniment::web
