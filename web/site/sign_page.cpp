// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/sign_page.h"

#include "core/text.h"
#include "web/remote_act.h"
#include "web/site/conflict_page.h"
#include "web/site/difference_data.h"
#include "web/site/document_acts.h"
#include "web/site/metadata_rows.h"
#include "web/site/revision_page.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

/// A signature as it is asked for: what waits, and why the last attempt failed.
struct Signing {
    const core::DocumentState& state;
    const core::Sign& sign;
    const core::RouteProgress& progress;
    std::optional<core::Error> problem;
};

core::RevisionChoice revision_signed(const core::Sign& sign) {
    core::RevisionChoice choice;
    choice.draft = sign.request == core::Request::draft;
    return choice;
}

/// The route: each stage with its places, and who has signed in it.
Data route_data(const Wording& wording, const core::RouteProgress& progress) {
    DataList stages;
    for (std::size_t at = 0; at < progress.route.size(); ++at) {
        const auto& stage = progress.route[at];
        std::vector<std::string> signers;
        for (const auto& signature : progress.signatures) {
            if (signature.stage == static_cast<int>(at) + 1) signers.push_back(signature.name);
        }
        Data row;
        row.set("stage_number", std::to_string(at + 1));
        row.set("stage_word", wording.text("stage." + std::string(core::name_of(stage.meaning))));
        row.set("stage_places", core::join(stage.slots, ", "));
        set_text(row, "stage_signers", core::join(signers, ", "));
        row.set("stage_now", static_cast<int>(at) + 1 == progress.stage);
        stages.push_back(row);
    }
    return Data(stages);
}

core::Result<Data> form_data(Call& call, const Signing& signing,
                             const std::optional<Refusal>& refusal) {
    const auto& sign = signing.sign;
    const auto& texts = call.wording.texts();
    const bool review = sign.meaning == core::Meaning::review;
    Data data(Data::type::object);
    data.set("sign_action", address_of(signing.state.id, "/sign"));
    data.set("csrf", call.frame.csrf_token);
    data.set("digest", sign.shown.text());
    data.set("request", sign.request == core::Request::draft ? "draft" : "retirement");
    data.set("meaning_value", std::string(core::name_of(sign.meaning)));
    data.set("meaning_word", call.wording.meaning(sign.meaning));
    const bool draft = sign.request == core::Request::draft;
    const std::string statement = review ? "sign.review_statement" : "sign.approval_statement";
    data.set("statement", call.text(draft ? statement : "sign.retirement_statement"));
    data.set("button", texts.fill("sign.button", {{"name", call.viewer.person->name}}));
    data.set("behalf_value", sign.on_behalf_of ? sign.on_behalf_of->text() : std::string());
    if (sign.on_behalf_of) {
        MUNIMENT_TRY(const auto name, printed_name(call, *sign.on_behalf_of));
        data.set("behalf_notice", texts.fill("sign.behalf", {{"person", name}}));
    }
    data.set("comment_text", typed(call.form, "comment"));
    data.set("accepted", call.form.get("decision") == "accept");
    data.set("rejected", call.form.get("decision") == "reject");
    MUNIMENT_TRY(const auto keys, own_keys(call.library, call.viewer));
    data.set("own_key", !keys.empty());
    if (!refusal) return data;
    set_problem(data, refusal->problem);
    const std::string field = field_at_fault(*refusal, "comment");
    data.set(field == "password" ? "password_problem" : "comment_problem",
             refusal->problem.message);
    return data;
}

/// All that is signed beside the text and the reason.
Data metadata_data(const Wording& wording, const RevisionPage& page) {
    DataList rows;
    for (const auto& [what, value] : metadata_rows(wording, page.view.metadata)) {
        if (value.empty()) continue;
        Data row;
        row.set("what", what);
        row.set("value", value);
        rows.push_back(row);
    }
    return Data(rows);
}

/// What is signed, from its band down to the signatures that it has.
core::Result<Data> content_data(Call& call, const Signing& signing) {
    const auto& id = signing.state.id;
    MUNIMENT_TRY(auto view, find_revision(call, id, revision_signed(signing.sign)));
    MUNIMENT_TRY(const auto page, read_revision_page(call, signing.state, std::move(view), {}));
    Data data = revision_data(call.wording, page);
    data.set("metadata", metadata_data(call.wording, page));
    if (signing.sign.request == core::Request::draft)
        MUNIMENT_CHECK(set_draft_changes(data, call, page.view));
    return data;
}

core::Result<http::Response> show(Call& call, const Signing& signing) {
    std::optional<Refusal> refusal;
    if (signing.problem) {
        MUNIMENT_TRY(refusal, refusal_of(call, *signing.problem));
    }
    MUNIMENT_TRY(Data data, content_data(call, signing));
    MUNIMENT_TRY(const Data form, form_data(call, signing, refusal));
    data.set("sign", form);
    data.set("route", route_data(call.wording, signing.progress));
    data.set("digest_text", signing.sign.shown.text());
    if (signing.state.retirement && signing.sign.request == core::Request::retirement) {
        const auto& request = *signing.state.retirement;
        data.set("retirement_reason", request.reason);
        MUNIMENT_TRY(const auto requester, printed_name(call, request.requester));
        data.set("requester", requester);
        set_text(data, "retirement_date",
                 request.date ? call.wording.day(request.date->date) : std::string());
    }
    return answer_refused(call, call.text("sign.headline") + ": " + signing.state.id.text(), "sign",
                          data, refusal);
}

/// The signature as its manifestation shows it (21 CFR 11.50), for the page after it.
core::Result<std::string> told(Call& call, const core::Done& done) {
    const auto& event = done.entry.subjects.front().event;
    const auto& texts = call.wording.texts();
    const bool rejected = event.decision == core::Decision::reject;
    std::string text = texts.fill(
        "sign.done", {{"meaning", rejected ? call.text("meaning.rejected")
                                           : call.wording.meaning(*event.meaning)},
                      {"name", event.name},
                      {"roles", core::join({event.roles.begin(), event.roles.end()}, ", ")},
                      {"time", call.wording.moment(done.entry.time)},
                      {"how", call.wording.means(event.authentication)},
                      {"identifier", done.id.text()},
                      {"revision", done.revision}});
    if (!event.on_behalf_of) return text;
    MUNIMENT_TRY(const auto delegator, printed_name(call, *event.on_behalf_of));
    return text + " " + texts.fill("document.on_behalf", {{"person", delegator}}) + ".";
}

core::Result<core::LibraryWriter::Signing> signature_given(const Call& call) {
    core::LibraryWriter::Signing given;
    MUNIMENT_TRY(given.digest, core::Digest::parse(call.form.get("digest")));
    MUNIMENT_TRY(given.meaning, core::parse_meaning(call.form.get("meaning")));
    const std::string request = call.form.get("request");
    if (request != "draft" && request != "retirement")
        return core::fail(ErrorCode::invalid_argument, call.text("form.not_chosen"));
    given.request = request == "draft" ? core::Request::draft : core::Request::retirement;
    given.comment = typed(call.form, "comment");
    const std::string behalf = call.form.get("on_behalf_of");
    if (!behalf.empty()) {
        MUNIMENT_TRY(given.on_behalf_of, core::PersonId::parse(behalf));
    }
    return given;
}

core::Result<http::Response> take(Call& call, const Signing& signing,
                                  core::LibraryWriter::Signing given) {
    const auto decision = core::parse_decision(call.form.get("decision"));
    if (!decision) {
        const core::Error missing{ErrorCode::invalid_argument, call.text("sign.no_decision"), {}};
        return show(call, {signing.state, signing.sign, signing.progress, missing});
    }
    given.decision = *decision;
    if (given.on_behalf_of != signing.sign.on_behalf_of) {
        const core::Error changed{ErrorCode::conflict, call.text("sign.behalf_changed"), {}};
        return show(call, {signing.state, signing.sign, signing.progress, changed});
    }
    if (!given.on_behalf_of) given.on_behalf_of = call.viewer.person->id;
    auto done = call.library.writer().sign(call.acting(), signing.state.id, given);
    if (done) {
        MUNIMENT_TRY(const auto address, address_after(call, signing.state.id));
        MUNIMENT_TRY(const auto message, told(call, *done));
        return call.done(address, message);
    }
    const auto code = done.error().code;
    if (code == ErrorCode::conflict)
        return conflict_page(call, signing.state, core::DocumentAct::sign);
    if (code == ErrorCode::internal || code == ErrorCode::data_corrupt ||
        code == ErrorCode::not_found)
        return core::fail(done.error());
    return show(call, {signing.state, signing.sign, signing.progress, done.error()});
}

}  // namespace

core::Result<http::Response> sign_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto found, find_document(call, call.visit.path.get("id")));
    const auto state = core::visible_to(call.policy, call.viewer, found, call.reader().now());
    if (!call.sent) {
        if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    }
    core::LibraryWriter::Signing given;
    if (call.sent) {
        MUNIMENT_TRY(given, signature_given(call));
        const bool draft = given.request == core::Request::draft;
        if (*given.digest != digest_shown(state, draft, call.now))
            return conflict_page(call, state, core::DocumentAct::sign);
    }
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_TRY(const auto sign, offered.signature(state));
    const auto& progress =
        sign.request == core::Request::draft ? state.working->progress : state.retirement->progress;
    const Signing signing{state, sign, progress, {}};
    return call.sent ? take(call, signing, std::move(given)) : show(call, signing);
}

}  // namespace muniment::web
