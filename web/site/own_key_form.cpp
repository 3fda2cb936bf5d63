// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/own_key_form.h"

#include <algorithm>
#include <array>

#include "storage/base64.h"
#include "storage/remote_signing.h"
#include "web/http_status.h"
#include "web/site/form.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

/// What the form of an act does not hold, or must not keep.
constexpr std::array own_fields{"csrf", "password", "with", "signature", "prepared", "prepared-at"};

constexpr const char* usual_key_file = "~/.ssh/id_ed25519";

DataList hidden_fields(const Call& call, const storage::PreparedText& prepared) {
    DataList hidden;
    const auto add = [&](const std::string& name, const std::string& value) {
        Data row;
        row.set("hidden_name", name);
        row.set("hidden_value", value);
        hidden.push_back(row);
    };
    for (const auto& [name, value] : call.form.entries()) {
        if (std::find(own_fields.begin(), own_fields.end(), name) == own_fields.end())
            add(name, value);
    }
    add("prepared", storage::base64_encode(prepared.text));
    add("prepared-at", core::render(prepared.at));
    return hidden;
}

core::Result<http::Response> show(const Call& call, const storage::PreparedText& prepared,
                                  const std::optional<core::Error>& problem) {
    Data data(Data::type::object);
    data.set("text", prepared.text);
    data.set("command", "echo " + storage::base64_encode(prepared.text) +
                            " | base64 -d | ssh-keygen -Y sign -n git -f " + usual_key_file);
    data.set("key_file", usual_key_file);
    data.set("action", call.frame.path);
    data.set("csrf", call.frame.csrf_token);
    data.set("hidden", Data(hidden_fields(call, prepared)));
    if (problem) set_problem(data, *problem);
    return call.answer(call.text("own_key.headline"), "own_key", data,
                       problem ? http_status(problem->code) : 200);
}

/// The act up to its signature. What refuses it before is answered as the handler does.
core::Result<http::Response> prepare(Call& call, PageHandler handler,
                                     const std::optional<core::Error>& problem) {
    MUNIMENT_TRY(const auto keys, own_keys(call));
    if (keys.empty()) {
        return core::fail(ErrorCode::permission_denied, "you have no key of your own that may sign",
                          "Enrol one first, or sign with your password.");
    }
    const auto signer = std::make_shared<storage::PreparingSigner>(keys.front(), call.now);
    call.own_key = signer;
    auto refused = handler(call);
    if (signer->text().empty()) return refused;
    return show(call, {signer->text(), call.now}, problem);
}

core::Result<storage::PreparedText> prepared_before(const http::Parameters& form) {
    const auto text = storage::base64_decode(form.get("prepared"));
    const auto at = core::parse_instant(form.get("prepared-at"));
    if (!text || !at) {
        return core::fail(ErrorCode::invalid_argument, "the text to sign did not come back whole",
                          "Open the act's page again.");
    }
    return storage::PreparedText{*text, *at};
}

}  // namespace

core::Result<std::vector<std::string>> own_keys(const Call& call) {
    std::vector<std::string> keys;
    if (!call.viewer.person) return keys;
    const auto& person = *call.viewer.person;
    for (const auto& key : person.keys) {
        if (key.until) continue;
        MUNIMENT_TRY(const bool kept,
                     call.library.accounts().key_ring().holds(person.id, key.public_key));
        if (!kept) keys.push_back(key.public_key);
    }
    return keys;
}

core::Result<http::Response> answer_signed(Call& call, PageHandler handler) {
    if (!call.sent || call.form.get("with") != "own-key") return handler(call);
    if (call.form.find("signature") == nullptr) return prepare(call, handler, {});
    MUNIMENT_TRY(const auto prepared, prepared_before(call.form));
    const auto signer =
        storage::PreparedSigner::make(prepared, typed(call.form, "signature") + "\n", call.now);
    if (!signer && signer.error().code == ErrorCode::conflict)
        return prepare(call, handler, signer.error());
    if (!signer) return show(call, prepared, signer.error());
    MUNIMENT_TRY(const auto keys, own_keys(call));
    if (std::find(keys.begin(), keys.end(), (*signer)->public_key()) == keys.end()) {
        const core::Error foreign{ErrorCode::permission_denied,
                                  "this is not the signature of a key of yours that may sign",
                                  "Sign with a key that you have enrolled."};
        return show(call, prepared, foreign);
    }
    call.own_key = *signer;
    auto answer = handler(call);
    if (const auto overtaken = (*signer)->overtaken()) return prepare(call, handler, overtaken);
    return answer;
}

}  // namespace muniment::web
