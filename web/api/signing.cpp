// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "storage/ssh_signature.h"
#include "web/api/operation.h"
#include "web/remote_act.h"

namespace muniment::web {
namespace {

using core::ErrorCode;
using core::fail;
using Type = ApiParameter::Type;

constexpr int not_done_yet = 202;
constexpr const char* how_to_sign = "Send the password, or own_key to sign with a key of your own.";
/// What comes back with the second step of an act.
constexpr std::string_view second_step[] = {"prepared", "prepared_at", "signature"};

JsonObject json_to_sign(const storage::PreparedText& prepared) {
    JsonObject text = json_object();
    text.set("namespace", std::string(storage::git_namespace));
    text.set("prepared", prepared.text);
    text.set("prepared_at", json_instant(prepared.at));
    JsonObject answer = json_answer();
    answer.set("to_sign", text);
    return answer;
}

core::Result<ApiAnswer> prepare(ApiCall& call, const ApiOperation& operation) {
    std::optional<core::Result<JsonObject>> answered;
    MUNIMENT_TRY(const auto prepared,
                 text_to_sign(call.library, call.viewer, [&](const auto& signer) {
                     call.acting.own_key = signer;
                     answered = operation.handler(call);
                 }));
    if (prepared) return ApiAnswer{json_to_sign(*prepared), not_done_yet};
    MUNIMENT_TRY(auto answer, std::move(*answered));
    return ApiAnswer{std::move(answer)};
}

core::Result<std::shared_ptr<const core::PersonSigner>> signer_brought(const ApiCall& call) {
    for (const auto& name : second_step) {
        if (call.arguments.has(name)) continue;
        return fail(ErrorCode::invalid_argument, "'" + std::string(name) + "' is missing",
                    "The second step brings prepared, prepared_at and signature.");
    }
    MUNIMENT_TRY(const auto at, core::parse_instant(call.arguments.get("prepared_at")));
    return signer_with(call.library, call.viewer, {call.arguments.get("prepared"), at},
                       call.arguments.get("signature"));
}

}  // namespace

std::vector<ApiParameter> signing_parameters() {
    return {
        {"password", false, Type::secret, "Of the acting person: the act is signed with their key"},
        {"own_key", false, Type::flag,
         "Instead of the password: sign with a key of one's own. The answer is the text to sign; "
         "then the same is sent again, with the three that follow"},
        {"prepared", false, Type::text, "As it stood in to_sign"},
        {"prepared_at", false, Type::instant, "As it stood in to_sign"},
        {"signature", false, Type::text, "Over that text: what `ssh-keygen -Y sign -n git` prints"},
    };
}

core::Status check_signs(const ApiArguments& given) {
    MUNIMENT_TRY(const bool own_key, given.flag("own_key"));
    if (own_key || given.has("password")) return {};
    return fail(ErrorCode::invalid_argument, "'password' is missing", how_to_sign);
}

core::Result<ApiAnswer> answer_operation(ApiCall& call, const ApiOperation& operation) {
    const auto& given = call.arguments;
    MUNIMENT_TRY(const bool own_key, given.flag("own_key"));
    const bool second = std::any_of(std::begin(second_step), std::end(second_step),
                                    [&](const auto& name) { return given.has(name); });
    if (own_key && given.has("password")) {
        return fail(ErrorCode::invalid_argument, "'password' and 'own_key' are two ways to sign",
                    how_to_sign);
    }
    if (operation.is_signed) MUNIMENT_CHECK(check_signs(given));
    if (second && !own_key) {
        return fail(ErrorCode::invalid_argument, "a signature comes without 'own_key'",
                    "Send the act again as it was, with prepared, prepared_at and signature.");
    }
    if (own_key && !second) return prepare(call, operation);
    if (own_key) {
        MUNIMENT_TRY(call.acting.own_key, signer_brought(call));
    }
    MUNIMENT_TRY(auto answer, operation.handler(call));
    return ApiAnswer{std::move(answer)};
}

}  // namespace muniment::web
