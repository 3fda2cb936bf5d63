// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/password_page.h"

#include "storage/accounts/password_change.h"
#include "web/http_status.h"
#include "web/site/form.h"
#include "web/site/only_page.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

Field secret(const Call& call, const std::string& name, const char* label, bool is_new) {
    Field field;
    field.kind = Field::Kind::secret;
    field.name = name;
    field.label = call.text(label);
    field.required = true;
    field.is_new_secret = is_new;
    return field;
}

core::Result<FormPage> password_form(Call& call) {
    FormPage page;
    page.headline = call.text("password.headline");
    page.explanation = call.text("password.explanation");
    page.button = call.text("password.button");
    page.action = "/account/password";
    page.fields = {secret(call, "password", "password.old", false),
                   secret(call, "new-password", "enrol.new_password", true),
                   secret(call, "again", "enrol.again", true)};
    page.fields[1].hint = call.text("enrol.password_hint");
    page.sent = call.sent;
    MUNIMENT_TRY(const auto only, only_page_for(call.library, *call.viewer.person));
    if (only) {
        page.warning = call.text("password.too_old");
    } else {
        page.cancel = "/account";
    }
    return page;
}

core::Status change(Call& call) {
    const std::string chosen = call.form.get("new-password");
    if (chosen != call.form.get("again"))
        return core::fail(ErrorCode::invalid_argument, call.text("enrol.differ"));
    return storage::change_password(call.library.accounts(),
                                    {*call.viewer.person, call.policy.organisation,
                                     call.form.get("password"), chosen, call.session_id});
}

}  // namespace

core::Result<http::Response> password_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(auto page, password_form(call));
    if (!call.sent) return answer_form(call, page);
    const auto changed = change(call);
    if (changed) return call.done("/account", call.text("password.done"));
    page.problem = changed.error();
    page.problem_field = field_at_fault(changed.error(), "new-password");
    return answer_form(call, page);
}

}  // namespace muniment::web
