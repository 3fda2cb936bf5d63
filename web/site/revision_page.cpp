// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/revision_page.h"

#include <algorithm>

#include "web/http/percent.h"
#include "web/site/document_acts.h"

namespace muniment::web {
namespace {

std::vector<core::RevisionView>::const_iterator revision_now_in_force(const RevisionPage& page) {
    return std::find_if(page.released.begin(), page.released.end(), [](const auto& view) {
        return view.state == core::RevisionState::effective;
    });
}

/// Address and titles of the documents that the author names as related, if they are for the
/// viewer.
core::Status add_related(Call& call, RevisionPage& page) {
    for (const auto& id : page.view.metadata.related) {
        core::DocumentLoader loader(call.reader().ports().reg, call.reader().ports().catalogue);
        MUNIMENT_TRY(const auto state, loader.load(id));
        const auto* current = core::in_force(state, call.now);
        if (!state.exists() || current == nullptr) continue;
        const auto index = static_cast<std::size_t>(current - state.released.data());
        if (core::may_read_released(call.policy, call.viewer, state, index, call.now))
            page.related.emplace_back(id, current->metadata.title);
    }
    return {};
}

core::Result<std::shared_ptr<const Article>> article_for(Call& call, const RevisionPage& page) {
    const auto& links = page.view.metadata.links;
    const bool leads_on = std::any_of(links.begin(), links.end(), [](const auto& link) {
        return core::linked_document(link.second).has_value();
    });
    if (!page.as_of || !leads_on) return call.articles.get(call.reader(), page.view);
    const std::string suffix = "?as-of=" + http::percent_encode(core::render(*page.as_of));
    MUNIMENT_TRY(const auto files, call.reader().files(page.view));
    MUNIMENT_TRY(auto made, make_article(page.view, files, suffix));
    return std::make_shared<const Article>(std::move(made));
}

}  // namespace

core::Result<PrintedNames> delegators_of(Call& call, const std::vector<core::RevisionView>& views) {
    PrintedNames names;
    for (const auto& view : views) {
        for (const auto& signature : view.signatures) {
            const auto& delegator = signature.on_behalf_of;
            if (!delegator || names.count(*delegator) > 0) continue;
            MUNIMENT_TRY(names[*delegator], printed_name(call, *delegator));
        }
    }
    return names;
}

namespace {

core::Status add_surroundings(Call& call, const core::DocumentState& state, RevisionPage& page) {
    MUNIMENT_TRY(page.released, call.reader().released(call.viewer, page.view.id));
    if (core::may_read_working(call.policy, call.viewer, state)) {
        page.draft = state.working->label;
        const auto& progress = state.working->progress;
        const auto stage = static_cast<std::size_t>(progress.stage);
        const bool shown = state.working->label == page.view.revision &&
                           page.view.state == core::RevisionState::in_review;
        if (shown && stage >= 1 && stage <= progress.route.size())
            page.waiting_stage = progress.route[stage - 1];
    }
    MUNIMENT_TRY(page.owner_name, printed_name(call, page.view.metadata.owner));
    MUNIMENT_TRY(page.delegators, delegators_of(call, {page.view}));
    const auto type = call.policy.type(page.view.metadata.type);
    page.type_name = type ? (*type)->name : page.view.metadata.type;
    return add_related(call, page);
}

/// Whether the revision is the last that there was of a document of which nothing is in force.
bool is_last(const core::DocumentState& state, const core::RevisionView& view) {
    if (view.state == core::RevisionState::retired)
        return state.released.back().label == view.revision;
    return view.state == core::RevisionState::withdrawn && state.released.empty() &&
           state.withdrawn.back().label == view.revision;
}

/// What of the document's acts belongs on the page of this revision: those on the draft to the
/// draft, the others to what is, or will be, in force, or was at last.
core::Status add_acts(Call& call, const core::DocumentState& state, RevisionPage& page) {
    if (!call.viewer.person || page.as_of) return {};
    const auto& view = page.view;
    const bool is_working = state.working && state.working->label == view.revision;
    const bool is_live = view.state == core::RevisionState::effective ||
                         view.state == core::RevisionState::approved || is_last(state, view);
    if (!is_working && !is_live) return {};
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_TRY(const auto open, offered.of(state));
    for (const auto act : open) {
        if (is_about_working(act, state) == is_working) page.acts.push_back(act);
    }
    return {};
}

}  // namespace

core::Result<RevisionPage> read_revision_page(Call& call, const core::DocumentState& state,
                                              core::RevisionView view,
                                              std::optional<core::Instant> as_of) {
    RevisionPage page;
    page.view = std::move(view);
    page.as_of = as_of;
    page.now = call.now;
    page.today = call.today;
    MUNIMENT_CHECK(add_surroundings(call, state, page));
    MUNIMENT_TRY(page.article, article_for(call, page));
    return page;
}

core::Result<http::Response> answer_revision(Call& call, const core::DocumentState& state,
                                             core::RevisionView view,
                                             std::optional<core::Instant> as_of) {
    MUNIMENT_TRY(auto page, read_revision_page(call, state, std::move(view), as_of));
    MUNIMENT_CHECK(add_acts(call, state, page));
    const bool current = revision_now_in_force(page) != page.released.end();
    if (current || as_of) call.frame.as_of_path = address_of(page.view.id);
    return call.answer(page.view.id.text() + " " + page.view.metadata.title, "revision",
                       revision_data(call.wording, page));
}

core::Result<http::Response> document_page(Call& call) {
    MUNIMENT_TRY(const auto query, Query::check(call.visit.request.query, {"as-of"}));
    MUNIMENT_TRY(const auto as_of, call.as_of(query));
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    core::RevisionChoice choice;
    choice.as_of = as_of;
    call.frame.as_of_path = address_of(state.id);
    MUNIMENT_TRY(auto view, find_revision(call, state.id, choice));
    return answer_revision(call, state, std::move(view), as_of);
}

core::Result<http::Response> policy_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    const auto id = core::policy_identifier();
    MUNIMENT_TRY(const auto state, find_document(call, id.text()));
    MUNIMENT_TRY(auto view, find_revision(call, id, {}));
    return answer_revision(call, state, std::move(view), {});
}

core::Result<http::Response> labelled_revision_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    core::RevisionChoice choice;
    MUNIMENT_TRY(choice.label, label_in_address(call, state.id, call.visit.path.get("revision")));
    MUNIMENT_TRY(auto view, find_revision(call, state.id, choice));
    return answer_revision(call, state, std::move(view), {});
}

core::Result<http::Response> draft_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    core::RevisionChoice choice;
    choice.draft = true;
    MUNIMENT_TRY(auto view, find_revision(call, state.id, choice));
    return answer_revision(call, state, std::move(view), {});
}

}  // namespace muniment::web
