// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/compare_page.h"

#include "core/difference.h"
#include "web/site/difference_data.h"
#include "web/site/revision_page.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

/// The two revisions to compare: as asked for, else the newest released one and its predecessor.
core::Result<std::pair<core::RevisionLabel, core::RevisionLabel>> pair_to_compare(
    Call& call, const core::Identifier& id, const Query& query) {
    MUNIMENT_TRY(const auto released, call.reader().released(call.viewer, id));
    std::pair<core::RevisionLabel, core::RevisionLabel> pair;
    if (const auto from = query.find("from")) {
        MUNIMENT_TRY(pair.first, label_in_address(call, id, *from));
    } else if (released.size() >= 2) {
        pair.first = released[released.size() - 2].revision;
    }
    if (const auto to = query.find("to")) {
        MUNIMENT_TRY(pair.second, label_in_address(call, id, *to));
    } else if (!released.empty()) {
        pair.second = released.back().revision;
    }
    if (pair.first.text().empty() || pair.second.text().empty()) {
        return core::fail(ErrorCode::not_found,
                          call.wording.texts().fill("not_found.pair", {{"identifier", id.text()}}),
                          call.text("not_found.revision_hint"));
    }
    return pair;
}

}  // namespace

core::Result<http::Response> compare_page(Call& call) {
    MUNIMENT_TRY(const auto query, Query::check(call.visit.request.query, {"from", "to"}));
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    MUNIMENT_TRY(const auto pair, pair_to_compare(call, state.id, query));
    core::RevisionChoice choice;
    choice.label = pair.first;
    MUNIMENT_TRY(const auto older, find_revision(call, state.id, choice));
    choice.label = pair.second;
    RevisionPage newer;
    MUNIMENT_TRY(newer.view, find_revision(call, state.id, choice));
    newer.now = call.now;
    newer.today = call.today;
    MUNIMENT_TRY(newer.released, call.reader().released(call.viewer, state.id));
    MUNIMENT_TRY(const auto difference, core::difference(call.reader(), older, newer.view));
    Data data = band_data(call.wording, newer);
    data.set("address", address_of(state.id));
    data.set("from", older.revision.text());
    data.set("to", newer.view.revision.text());
    set_text(data, "reason", newer.view.metadata.change_reason);
    set_difference(data, call.wording, difference);
    return call.answer(call.text("compare.headline") + ": " + state.id.text(), "compare", data);
}

}  // namespace muniment::web
