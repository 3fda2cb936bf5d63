// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/conflict_page.h"

#include "core/difference.h"
#include "web/site/difference_data.h"
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
    MUNIMENT_TRY(const auto now, find_revision(call, state.id, choice));
    core::RevisionView then = now;
    then.content = {shown->tree, digest};
    then.metadata = *shown->event.metadata;
    MUNIMENT_CHECK(call.reader().hide_links(call.viewer, then));
    MUNIMENT_TRY(const auto difference, core::difference(call.reader(), then, now));
    set_difference(data, call.wording, difference);
    data.set("compared", true);
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
