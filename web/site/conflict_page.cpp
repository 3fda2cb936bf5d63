// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/conflict_page.h"

#include "web/site/compare_page.h"
#include "web/site/document_acts.h"

namespace muniment::web {
namespace {

constexpr int conflict_status = 409;

/// The event that brought the content of this digest. Only of the revision at hand: a digest tells
/// nobody of contents that they were not shown.
core::Result<std::optional<core::RecordedSubject>> content_shown(Call& call,
                                                                 const core::DocumentState& state,
                                                                 const core::Digest& digest) {
    MUNIMENT_TRY(auto chain, call.reader().ports().reg.chain(state.tip));
    for (auto subject = chain.rbegin(); subject != chain.rend(); ++subject) {
        const auto& event = subject->event;
        const bool of_this = event.revision == state.working->label && event.metadata;
        if (of_this && event.content_sha256 == digest) return std::optional(std::move(*subject));
    }
    return std::optional<core::RecordedSubject>();
}

core::Status add_changes(Call& call, const core::DocumentState& state, const core::Digest& digest,
                         Data& data) {
    const bool readable = state.working && core::may_read_working(call.policy, call.viewer, state);
    if (!readable) return {};
    MUNIMENT_TRY(const auto shown, content_shown(call, state, digest));
    if (!shown) return {};
    core::RevisionChoice choice;
    choice.draft = true;
    Comparison comparison;
    MUNIMENT_TRY(comparison.newer.view, find_revision(call, state.id, choice));
    comparison.older = comparison.newer.view;
    comparison.older.content = {shown->tree, digest};
    comparison.older.metadata = *shown->event.metadata;
    MUNIMENT_CHECK(read_comparison(call, comparison));
    const Data compared = compare_data(call.wording, comparison);
    for (const char* name : {"redline", "same", "summary", "changes"})
        if (const auto* part = compared.get(name)) data.set(name, *part);
    return {};
}

}  // namespace

core::Result<http::Response> conflict_page(Call& call, const core::DocumentState& state,
                                           core::DocumentAct act) {
    MUNIMENT_TRY(const auto digest, core::Digest::parse(call.form.get("digest")));
    Data data(Data::type::object);
    data.set("id", state.id.text());
    data.set("again", act_address(state.id, act));
    data.set("address", address_of(state.id, "/history"));
    MUNIMENT_CHECK(add_changes(call, state, digest, data));
    return call.answer(call.text("conflict.headline"), "conflict", data, conflict_status);
}

}  // namespace muniment::web
