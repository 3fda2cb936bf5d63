// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/call.h"

#include <algorithm>

#include "storage/accounts/reading_note.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr std::size_t longest_identifier = 200;

std::string upper_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

core::Error no_document(const Call& call, const std::string& typed) {
    const std::string shown = typed.size() <= longest_identifier ? typed : "...";
    return {ErrorCode::not_found,
            call.wording.texts().fill("not_found.document", {{"identifier", shown}}),
            call.text("not_found.document_hint")};
}

}  // namespace

core::Result<http::Response> Call::answer(const std::string& title, const std::string& name,
                                          const Data& data, int status) const {
    Frame titled = frame;
    titled.title = title;
    return pages.page(status, wording.texts(), titled, name, data);
}

core::Acting Call::acting() const {
    core::Acting acting;
    acting.person = viewer.person->id;
    acting.password = form.get("password");
    acting.own_key = own_key;
    acting.authentication = core::Authentication::session;
    acting.via = core::Via::web;
    return acting;
}

http::Response Call::done(const std::string& address, const std::string& message) {
    notices.leave(frame.csrf_token, message);
    return http::redirect(address);
}

core::Result<std::optional<core::Instant>> Call::as_of(const Query& query) {
    const auto typed = query.find("as-of");
    if (!typed) return std::optional<core::Instant>();
    const auto moment = reader().moment(*typed);
    if (!moment) {
        return core::fail(ErrorCode::invalid_argument,
                          "as of what moment is not clear: " + moment.error().message,
                          "Give a date such as 2026-05-03, or a moment such as "
                          "2026-05-03T14:02:00+02:00.");
    }
    frame.as_of = typed->substr(0, 10);
    frame.as_of_text = typed->size() == 10 ? wording.day(*moment) : wording.moment(*moment);
    frame.as_of_planned = *moment > now;
    return std::optional(*moment);
}

core::Result<std::optional<core::DocumentState>> load_known(Call& call,
                                                            const core::Identifier& id) {
    core::DocumentLoader loader(call.reader().ports().reg, call.reader().ports().catalogue);
    MUNIMENT_TRY(auto state, loader.load(id));
    const bool known =
        state.exists() && core::may_know(call.policy, call.viewer, state, call.reader().now());
    return known ? std::optional(std::move(state)) : std::nullopt;
}

core::Result<core::DocumentState> find_document(Call& call, const std::string& typed) {
    if (const auto id = core::Identifier::parse(upper_case(typed))) {
        MUNIMENT_TRY(auto state, load_known(call, *id));
        if (state) return std::move(*state);
    }
    if (typed.size() <= longest_identifier) {
        MUNIMENT_TRY(const auto id, call.reader().ports().catalogue.by_former_identifier(typed));
        if (id) {
            MUNIMENT_TRY(auto state, load_known(call, *id));
            if (state) return std::move(*state);
        }
    }
    return core::fail(no_document(call, typed));
}

std::optional<http::Response> to_own_spelling(const Call& call, const core::Identifier& id) {
    const std::string& typed = call.visit.path.get("id");
    if (typed == id.text()) return std::nullopt;
    const std::string& target = call.visit.request.target;
    // The first segment after /documents/, whatever stands behind it.
    const std::size_t start = target.find('/', 1);
    const std::size_t end = std::min(target.find_first_of("/?", start + 1), target.size());
    return http::redirect(address_of(id, target.substr(end)));
}

core::Result<core::RevisionView> find_revision(Call& call, const core::Identifier& id,
                                               const core::RevisionChoice& choice) {
    auto view = call.reader().show(call.viewer, id, choice);
    if (view) {
        MUNIMENT_CHECK(
            storage::note_reading(call.library.accounts(), call.policy, call.viewer, *view));
    }
    if (view || view.error().code != ErrorCode::not_found) return view;
    const auto& texts = call.wording.texts();
    std::string message = texts.fill("not_found.in_force", {{"identifier", id.text()}});
    if (choice.draft) message = texts.fill("not_found.draft", {{"identifier", id.text()}});
    if (choice.label) {
        message = texts.fill("not_found.revision",
                             {{"identifier", id.text()}, {"revision", choice.label->text()}});
    }
    return core::fail(ErrorCode::not_found, message, texts.get("not_found.revision_hint"));
}

core::Result<core::RevisionLabel> label_in_address(const Call& call, const core::Identifier& id,
                                                   const std::string& text) {
    auto label = core::RevisionLabel::parse(text);
    if (label) return label;
    const std::string shown = text.size() <= longest_identifier ? text : "...";
    const auto& texts = call.wording.texts();
    return core::fail(
        ErrorCode::not_found,
        texts.fill("not_found.revision", {{"identifier", id.text()}, {"revision", shown}}),
        texts.get("not_found.revision_hint"));
}

core::Result<std::string> printed_name(Call& call, const core::PersonId& id) {
    MUNIMENT_TRY(const auto person, call.reader().ports().reg.person(id));
    return person ? person->name : id.text();
}

}  // namespace muniment::web
