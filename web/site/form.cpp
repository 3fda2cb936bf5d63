// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/form.h"

#include <algorithm>

#include "core/text.h"
#include "storage/base64.h"
#include "web/http_status.h"
#include "web/remote_act.h"
#include "web/site/login.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr int too_many_tries = 429;

std::string_view flag_of(Field::Kind kind) {
    switch (kind) {
        case Field::Kind::text:
            return "is_text";
        case Field::Kind::date:
            return "is_date";
        case Field::Kind::secret:
            return "is_secret";
        case Field::Kind::choice:
            return "is_choice";
        case Field::Kind::checks:
            return "is_checks";
        case Field::Kind::line:
            break;
    }
    return "is_line";
}

Data options_data(const Call& call, const FormPage& page, const Field& field,
                  const std::vector<std::string>& chosen) {
    DataList options;
    for (const auto& option : field.options) {
        Data row;
        set_text(row, "limit_name", option.limit_name);
        row.set("limit_label", option.limit_label);
        row.set("limit", page.sent ? call.form.get(option.limit_name) : option.limit);
        row.set("option_name", field.name);
        row.set("value", option.value);
        row.set("option_label", option.label);
        row.set("chosen", std::find(chosen.begin(), chosen.end(), option.value) != chosen.end());
        row.set("option_required", field.required && field.kind == Field::Kind::choice);
        options.push_back(row);
    }
    return Data(options);
}

bool is_limited(const Field& field) {
    return std::any_of(field.options.begin(), field.options.end(),
                       [](const auto& option) { return !option.limit_name.empty(); });
}

Data field_data(const Call& call, const FormPage& page, const Field& field) {
    Data data;
    data.set("limited", is_limited(field));
    data.set("name", field.name);
    data.set("label", field.label);
    set_text(data, "field_hint", field.hint);
    data.set("required", field.required);
    data.set("rows", std::to_string(field.rows));
    data.set(std::string(flag_of(field.kind)), true);
    data.set("autocomplete", field.is_new_secret ? "new-password" : "current-password");
    set_text(data, "line_autocomplete", field.autocomplete);
    const bool at_fault = page.problem && page.problem_field == field.name;
    set_text(data, "field_problem", at_fault ? page.problem->message : std::string());
    const auto chosen = page.sent ? call.form.all(field.name) : field.chosen;
    if (!field.options.empty()) data.set("options", options_data(call, page, field, chosen));
    const bool shown = field.kind != Field::Kind::secret && !chosen.empty();
    data.set("typed", shown ? chosen.front() : std::string());
    return data;
}

Data hidden_data(const std::vector<std::pair<std::string, std::string>>& fields) {
    DataList hidden;
    for (const auto& [name, value] : fields) {
        Data row;
        row.set("hidden_name", name);
        row.set("hidden_value", value);
        hidden.push_back(row);
    }
    return Data(hidden);
}

/// What refused the form, which then says it in these words.
core::Result<std::optional<Refusal>> met_by(Call& call, FormPage& page) {
    if (!page.problem) return std::optional<Refusal>();
    MUNIMENT_TRY(auto refusal, refusal_of(call, *page.problem));
    page.problem = refusal.problem;
    page.problem_field = field_at_fault(refusal, page.problem_field);
    return std::optional(std::move(refusal));
}

}  // namespace

core::Result<http::Parameters> read_form(const http::Request& request, std::size_t longest) {
    if (!is_from_own_page(request)) {
        return core::fail(ErrorCode::permission_denied,
                          "this form was not sent from a page of this library",
                          "Open the page here and send its form again.");
    }
    if (request.body.size() > longest)
        return core::fail(ErrorCode::invalid_argument, "the form is too long");
    MUNIMENT_TRY(const auto text, request.body.text());
    return http::parse_parameters(text);
}

std::string typed(const http::Parameters& form, std::string_view name) {
    const std::string sent = form.get(name);
    std::string text;
    text.reserve(sent.size());
    for (std::size_t at = 0; at < sent.size(); ++at) {
        const bool pair = sent[at] == '\r' && at + 1 < sent.size() && sent[at + 1] == '\n';
        if (!pair) text += sent[at];
    }
    return core::trimmed(text);
}

core::Result<std::optional<core::Date>> typed_date(const Call& call, std::string_view name) {
    const std::string text = typed(call.form, name);
    if (text.empty()) return std::optional<core::Date>();
    const auto date = core::parse_date(text);
    if (date) return std::optional(*date);
    return core::fail(ErrorCode::invalid_argument, call.text("form.bad_date"),
                      call.text("form.bad_date_hint"));
}

void set_problem(Data& data, const core::Error& error) {
    data.set("problem", error.message);
    const bool names_a_command =
        error.hint.find("`muniment") != std::string::npos || error.hint.find("--") == 0;
    const bool names_an_option = error.hint.find(" --") != std::string::npos;
    set_text(data, "problem_hint", names_a_command || names_an_option ? "" : error.hint);
}

Field password_field(const Call& call) {
    Field field;
    field.kind = Field::Kind::secret;
    field.name = "password";
    field.label = call.text("document.password");
    field.hint = call.text("sign.password_hint");
    field.required = true;
    return field;
}

Field signing_field(const Call& call) {
    Field field = password_field(call);
    field.signs = true;
    return field;
}

Field code_field(const Call& call) {
    Field field;
    field.name = "code";
    field.label = call.text("factor.code");
    field.hint = call.text("factor.code_hint");
    field.autocomplete = "one-time-code";
    field.required = true;
    return field;
}

std::string field_at_fault(const core::Error& error, const std::string& otherwise) {
    return error.code == ErrorCode::permission_denied ? "password" : otherwise;
}

std::string field_at_fault(const Refusal& refusal, const std::string& otherwise) {
    return refusal.wait.count() > 0 ? "password" : field_at_fault(refusal.problem, otherwise);
}

core::Result<Refusal> refusal_of(Call& call, const core::Error& error) {
    if (error.code == ErrorCode::unavailable) {
        auto& accounts = call.library.accounts();
        const std::string account = call.viewer.person->id.text();
        MUNIMENT_TRY(const auto password, accounts.guard().wait(account, accounts.origin()));
        MUNIMENT_TRY(
            const auto code,
            accounts.guard().wait(storage::PasswordGuard::codes_of(account), accounts.origin()));
        const auto wait = std::max(password, code);
        const core::Error told{ErrorCode::unavailable, call.text("login.throttled"),
                               call.text("login.throttled_hint")};
        if (wait.count() > 0) return Refusal{told, too_many_tries, wait};
    }
    if (is_for_the_log(error.code)) return core::fail(error);
    return Refusal{error, http_status(error.code)};
}

core::Result<http::Response> answer_refused(const Call& call, const std::string& title,
                                            const std::string& name, const Data& data,
                                            const std::optional<Refusal>& refusal) {
    MUNIMENT_TRY(auto response, call.answer(title, name, data, refusal ? refusal->status : 200));
    if (refusal && refusal->wait.count() > 0)
        response.headers.set("Retry-After", std::to_string(refusal->wait.count()));
    return response;
}

core::Result<http::Response> answer_form(Call& call, const FormPage& asked) {
    FormPage page = asked;
    MUNIMENT_TRY(const auto refusal, met_by(call, page));
    Data data = page.about.is_object() ? page.about : Data(Data::type::object);
    data.set("headline", page.headline);
    set_text(data, "explanation", page.explanation);
    set_text(data, "warning", page.warning);
    data.set("action", page.action);
    data.set("csrf", call.frame.csrf_token);
    data.set("button", page.button);
    set_text(data, "cancel", page.cancel);
    data.set("hidden", hidden_data(page.hidden));
    DataList fields;
    for (const auto& field : page.fields) fields.push_back(field_data(call, page, field));
    data.set("fields", Data(fields));
    const bool signs = std::any_of(page.fields.begin(), page.fields.end(),
                                   [](const Field& field) { return field.signs; });
    if (signs) {
        MUNIMENT_TRY(const auto keys, own_keys(call.library, call.viewer));
        data.set("own_key", !keys.empty());
    }
    if (page.problem) set_problem(data, *page.problem);
    return answer_refused(call, page.headline, "form", data, refusal);
}

core::Result<http::Response> answer_text_to_sign(Call& call, const TextToSign& page) {
    constexpr const char* usual_key_file = "~/.ssh/id_ed25519";
    FormPage form;
    form.problem = page.problem;
    if (page.problem) form.problem_field = field_at_fault(*page.problem, "");
    MUNIMENT_TRY(const auto refusal, met_by(call, form));
    Data data(Data::type::object);
    data.set("headline", page.headline);
    data.set("explanation", page.explanation);
    data.set("text", page.text);
    data.set("command", "echo " + storage::base64_encode(page.text) +
                            " | base64 -d | ssh-keygen -Y sign -n " + page.name_space + " -f " +
                            usual_key_file);
    data.set("key_file", usual_key_file);
    data.set("action", page.action);
    data.set("button", page.button);
    data.set("csrf", call.frame.csrf_token);
    data.set("hidden", hidden_data(page.hidden));
    DataList fields;
    for (const auto& field : page.fields) fields.push_back(field_data(call, form, field));
    data.set("fields", Data(fields));
    if (form.problem) set_problem(data, *form.problem);
    return answer_refused(call, page.headline, "text_to_sign", data, refusal);
}

}  // namespace muniment::web
