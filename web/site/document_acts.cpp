// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/document_acts.h"

#include "web/site/act_fields.h"
#include "web/site/conflict_page.h"
#include "web/site/difference_data.h"

namespace muniment::web {
namespace {

using core::DocumentAct;
using core::ErrorCode;

/// The revision that an act is about.
struct Subject {
    core::Digest digest;
    std::string title;
    std::string address;
    core::RevisionLabel label;
    core::RevisionState state;
};

template <class Revision>
Subject subject(const core::DocumentState& state, const Revision& revision,
                core::RevisionState standing) {
    return {revision.content.sha256, revision.metadata.title, address_of(state.id, revision.label),
            revision.label, standing};
}

/// Of an act that is not about the draft: what waits for its day, else what is in force, else what
/// there was last.
std::optional<Subject> standing_subject(const core::DocumentState& state, core::Instant now) {
    using core::RevisionState;
    if (const auto* next = core::pending(state, now))
        return subject(state, *next, RevisionState::approved);
    if (const auto* current = core::in_force(state, now)) {
        auto found = subject(state, *current, RevisionState::effective);
        found.address = address_of(state.id);
        return found;
    }
    if (!state.released.empty())
        return subject(state, state.released.back(),
                       core::state_of(state, state.released.size() - 1, now));
    if (state.withdrawn.empty()) return std::nullopt;
    return subject(state, state.withdrawn.back(), RevisionState::withdrawn);
}

std::optional<Subject> subject_of(const core::DocumentState& state, bool about_working,
                                  core::Instant now) {
    if (!about_working) return standing_subject(state, now);
    if (!state.working) return std::nullopt;
    auto found = subject(state, *state.working, state.working->state);
    found.address = address_of(state.id, "/draft");
    return found;
}

std::string_view segment_of(DocumentAct act) {
    for (const auto& page : document_act_pages())
        if (page.act == act) return page.segment;
    if (act == DocumentAct::edit) return "edit";
    return act == DocumentAct::revise ? "revise" : "sign";
}

std::string text_key(DocumentAct act, std::string_view part) {
    return "act." + std::string(segment_of(act)) + "." + std::string(part);
}

/// What is signed with these acts shows what it changes.
core::Status add_changes(Call& call, const core::DocumentState& state, DocumentAct act,
                         Data& about) {
    if (act != DocumentAct::submit && act != DocumentAct::release) return {};
    core::RevisionChoice choice;
    choice.draft = true;
    MUNIMENT_TRY(const auto draft, find_revision(call, state.id, choice));
    set_text(about, "why", draft.metadata.change_reason);
    return set_draft_changes(about, call, draft);
}

core::Result<FormPage> form_for(Call& call, const core::DocumentState& state, DocumentAct act) {
    const bool working = is_about_working(act, state);
    const auto digest = digest_shown(state, working, call.now).text();
    FormPage page;
    page.headline = call.text(text_key(act, "headline"));
    page.explanation = call.text(text_key(act, "explanation"));
    page.button = call.text(text_key(act, "button"));
    page.action = act_address(state.id, act);
    page.cancel = address_of(state.id, working ? "/draft" : "");
    page.about = about_document(call, state, working);
    MUNIMENT_CHECK(add_changes(call, state, act, page.about));
    page.fields = fields_of(call, state, act);
    page.fields.push_back(signing_field(call));
    page.hidden = {{"digest", digest}};
    page.sent = call.sent;
    return page;
}

core::Result<http::Response> refused(Call& call, const core::DocumentState& state, DocumentAct act,
                                     const core::Error& error) {
    if (error.code == ErrorCode::internal || error.code == ErrorCode::data_corrupt ||
        error.code == ErrorCode::not_found)
        return core::fail(error);
    MUNIMENT_TRY(auto page, form_for(call, state, act));
    page.problem = error;
    page.problem_field = field_at_fault(error, page.fields.front().name);
    return answer_form(call, page);
}

/// Whether what the form showed is still what the act would be about.
core::Result<bool> is_current(const Call& call, const core::DocumentState& state, DocumentAct act) {
    MUNIMENT_TRY(const auto shown, core::Digest::parse(call.form.get("digest")));
    return shown == digest_shown(state, is_about_working(act, state), call.now);
}

core::Result<http::Response> answer_act(Call& call, DocumentAct act) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto found, find_document(call, call.visit.path.get("id")));
    const auto state = core::visible_to(call.policy, call.viewer, found, call.reader().now());
    if (!call.sent) {
        if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    } else {
        MUNIMENT_TRY(const bool current, is_current(call, state, act));
        if (!current) return conflict_page(call, state, act);
    }
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_CHECK(offered.check(state, act));
    if (!call.sent) {
        MUNIMENT_TRY(const auto form, form_for(call, state, act));
        return answer_form(call, form);
    }
    const auto done = carry_out(call, state, act);
    if (!done) return refused(call, state, act, done.error());
    MUNIMENT_TRY(const auto address, address_after(call, state.id));
    return call.done(
        address, call.wording.texts().fill(text_key(act, "done"), {{"identifier", state.id.text()},
                                                                   {"revision", done->revision}}));
}

template <DocumentAct act>
core::Result<http::Response> act_page(Call& call) {
    return answer_act(call, act);
}

}  // namespace

const std::vector<DocumentActPage>& document_act_pages() {
    static const std::vector<DocumentActPage> pages{
        {DocumentAct::submit, "submit", act_page<DocumentAct::submit>},
        {DocumentAct::withdraw, "withdraw", act_page<DocumentAct::withdraw>},
        {DocumentAct::release, "release", act_page<DocumentAct::release>},
        {DocumentAct::reschedule, "reschedule", act_page<DocumentAct::reschedule>},
        {DocumentAct::cancel, "cancel", act_page<DocumentAct::cancel>},
        {DocumentAct::reassign, "reassign", act_page<DocumentAct::reassign>},
        {DocumentAct::review, "review", act_page<DocumentAct::review>},
        {DocumentAct::acknowledge, "acknowledge", act_page<DocumentAct::acknowledge>},
        {DocumentAct::retire, "retire", act_page<DocumentAct::retire>},
    };
    return pages;
}

std::string act_address(const core::Identifier& id, DocumentAct act) {
    return address_of(id, "/" + std::string(segment_of(act)));
}

const std::string& act_label(const Wording& wording, DocumentAct act) {
    return wording.text(text_key(act, "link"));
}

bool is_about_working(DocumentAct act, const core::DocumentState& state) {
    switch (act) {
        case DocumentAct::submit:
        case DocumentAct::edit:
        case DocumentAct::release:
            return true;
        case DocumentAct::sign:
        case DocumentAct::reassign:
        case DocumentAct::withdraw:
            return state.working.has_value();
        default:
            return false;
    }
}

bool is_expected(DocumentAct act) {
    return act == DocumentAct::sign || act == DocumentAct::submit || act == DocumentAct::release ||
           act == DocumentAct::acknowledge;
}

core::Digest digest_shown(const core::DocumentState& state, bool about_working, core::Instant now) {
    const auto shown = subject_of(state, about_working, now);
    return shown ? shown->digest : core::Digest();
}

Data about_document(const Call& call, const core::DocumentState& state, bool about_working) {
    Data about(Data::type::object);
    about.set("about_id", state.id.text());
    const auto shown = subject_of(state, about_working, call.now);
    if (!shown) return about;
    about.set("digest_text", shown->digest.text());
    about.set("about_title", shown->title);
    about.set("about_address", shown->address);
    about.set("revision", shown->label.text());
    about.set("state", std::string(core::name_of(shown->state)));
    about.set("state_word", call.wording.state(shown->state));
    return about;
}

core::Result<std::string> address_after(Call& call, const core::Identifier& id) {
    MUNIMENT_TRY(const auto state, load_known(call, id));
    if (!state) return std::string("/tasks");
    if (core::may_read_working(call.policy, call.viewer, *state)) return address_of(id, "/draft");
    const auto now = call.reader().now();
    if (core::in_force(*state, now) != nullptr) return address_of(id);
    if (const auto* next = core::pending(*state, now)) {
        if (core::may_foresee(call.policy, call.viewer, *state)) return address_of(id, next->label);
    }
    return address_of(id, "/history");
}

}  // namespace muniment::web
