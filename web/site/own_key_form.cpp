// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/own_key_form.h"

#include <algorithm>
#include <array>

#include "storage/base64.h"
#include "storage/ssh_signature.h"
#include "web/remote_act.h"
#include "web/site/form.h"

namespace muniment::web {
namespace {

/// What the form of an act does not hold, or must not keep.
constexpr std::array own_fields{"csrf", "password", "with", "signature", "prepared", "prepared-at"};

core::Result<http::Response> show(Call& call, const storage::PreparedText& prepared,
                                  const std::optional<core::Error>& problem) {
    TextToSign page;
    page.headline = call.text("own_key.headline");
    page.explanation = call.text("own_key.explanation");
    page.text = prepared.text;
    page.name_space = storage::git_namespace;
    page.action = call.frame.path;
    page.button = call.text("own_key.send");
    for (const auto& field : call.form.entries()) {
        if (std::find(own_fields.begin(), own_fields.end(), field.first) == own_fields.end())
            page.hidden.push_back(field);
    }
    page.hidden.emplace_back("with", "own-key");
    page.hidden.emplace_back("prepared", storage::base64_encode(prepared.text));
    page.hidden.emplace_back("prepared-at", core::render(prepared.at));
    page.problem = problem;
    return answer_text_to_sign(call, page);
}

/// The act up to its signature. What refuses it before is answered as the handler does.
core::Result<http::Response> prepare(Call& call, PageHandler handler,
                                     const std::optional<core::Error>& problem) {
    std::optional<core::Result<http::Response>> answered;
    MUNIMENT_TRY(const auto prepared,
                 text_to_sign(call.library, call.viewer, [&](const auto& signer) {
                     call.own_key = signer;
                     answered = handler(call);
                 }));
    if (!prepared) return *answered;
    return show(call, *prepared, problem);
}

core::Result<storage::PreparedText> prepared_before(const http::Parameters& form) {
    const auto text = storage::base64_decode(form.get("prepared"));
    const auto at = core::parse_instant(form.get("prepared-at"));
    if (!text || !at) {
        return core::fail(core::ErrorCode::invalid_argument,
                          "the text to sign did not come back whole", "Open the act's page again.");
    }
    return storage::PreparedText{*text, *at};
}

}  // namespace

core::Result<http::Response> answer_signed(Call& call, PageHandler handler) {
    if (!call.sent || call.form.get("with") != "own-key") return handler(call);
    if (call.form.find("signature") == nullptr) return prepare(call, handler, {});
    MUNIMENT_TRY(const auto prepared, prepared_before(call.form));
    const auto signer =
        signer_with(call.library, call.viewer, prepared, typed(call.form, "signature"));
    if (!signer && signer.error().code == core::ErrorCode::conflict)
        return prepare(call, handler, signer.error());
    if (!signer) return show(call, prepared, signer.error());
    call.own_key = *signer;
    auto answer = handler(call);
    if (const auto overtaken = (*signer)->overtaken()) return prepare(call, handler, overtaken);
    return answer;
}

}  // namespace muniment::web
