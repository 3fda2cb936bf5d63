// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/person_acts.h"

#include <algorithm>
#include <iterator>

#include "core/text.h"
#include "web/http/percent.h"
#include "web/site/form.h"
#include "web/site/people_pages.h"
#include "web/site/role_decision.h"
#include "web/site/role_fields.h"

namespace muniment::web {
namespace {

using core::ErrorCode;
using core::PersonAct;

Field line(const Call& call, const char* name, const char* hint) {
    Field field;
    field.name = name;
    field.label = call.text("people.field_" + std::string(name));
    if (hint != nullptr) field.hint = call.text(hint);
    field.required = true;
    return field;
}

Field reason(const Call& call) {
    Field field = line(call, "reason", nullptr);
    field.kind = Field::Kind::text;
    return field;
}

/// How it is known who somebody is (21 CFR 11.100(b)); kept with the act.
Field comment(const Call& call) {
    Field field = line(call, "comment", "people.comment_hint");
    field.kind = Field::Kind::text;
    field.required = false;
    return field;
}

Field date(const Call& call, const char* name) {
    Field field = line(call, name, nullptr);
    field.kind = Field::Kind::date;
    return field;
}

/// A page that shows a secret once, so it is the answer itself and not a redirect.
core::Result<http::Response> show_code(Call& call, const core::PersonId& id,
                                       const std::string& code) {
    const auto* origin = call.visit.request.headers.find("Origin");
    const std::string base = origin != nullptr ? *origin : "http://" + call.visit.request.host;
    Data data(Data::type::object);
    data.set("person_id", id.text());
    data.set("person_address", "/people/" + id.text());
    data.set("link", base + "/enrol/" + id.text() + "?code=" + http::percent_encode(code));
    data.set("code", code);
    return call.answer(call.text("code.headline"), "code", data);
}

/// The form again, with what was wrong.
core::Result<http::Response> refused(Call& call, FormPage page, const core::Error& error,
                                     const std::string& field = {}) {
    page.problem = error;
    page.problem_field = field_at_fault(error, field.empty() ? page.fields.front().name : field);
    return answer_form(call, page);
}

FormPage person_form(const Call& call, const core::Person& person, const PersonActPage& act) {
    const std::string key = "person_act." + std::string(act.segment) + ".";
    FormPage page;
    page.headline = call.text(key + "headline");
    page.explanation = call.text(key + "explanation");
    page.button = call.text(key + "button");
    page.action = person_act_address(person.id, act.act);
    page.cancel = "/people/" + person.id.text();
    page.about = about_person(person);
    if (act.act == PersonAct::change_roles) {
        page.fields.push_back(roles_field(call, person.roles));
    }
    page.fields.push_back(act.act == PersonAct::confirm ? comment(call) : reason(call));
    if (act.act == PersonAct::change_roles) page.fields.back().required = false;
    page.fields.push_back(password_field(call));
    page.sent = call.sent;
    return page;
}

/// Whether a second person has to confirm it.
core::Result<bool> change_roles(Call& call, const core::Person& person) {
    MUNIMENT_TRY(const auto wanted, roles_sent(call));
    core::GrantSet add;
    core::GrantSet remove;
    std::set_difference(wanted.begin(), wanted.end(), person.roles.begin(), person.roles.end(),
                        std::inserter(add, add.end()));
    std::set_difference(person.roles.begin(), person.roles.end(), wanted.begin(), wanted.end(),
                        std::inserter(remove, remove.end()));
    return call.library.writer().change_roles(call.acting(), person.id, add, remove,
                                              typed(call.form, "reason"));
}

core::Result<http::Response> answer_act(Call& call, const PersonActPage& act) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto person, find_person(call));
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_CHECK(offered.check(person, act.act));
    const auto page = person_form(call, person, act);
    if (!call.sent) return answer_form(call, page);
    auto& writer = call.library.writer();
    core::Status done;
    if (act.act == PersonAct::reset) {
        const auto code = writer.reset(call.acting(), person.id, typed(call.form, "reason"));
        if (code) return show_code(call, person.id, *code);
        done = core::fail(code.error());
    } else if (act.act == PersonAct::confirm) {
        done = writer.confirm(call.acting(), person.id, typed(call.form, "comment"));
    } else if (act.act == PersonAct::disable) {
        done = writer.disable(call.acting(), person.id, typed(call.form, "reason"));
    } else {
        const auto waits = change_roles(call, person);
        if (!waits) return refused(call, page, waits.error());
        if (*waits) return call.done(page.cancel, call.text("people.proposed"));
    }
    if (!done) return refused(call, page, done.error());
    const std::string key = "person_act." + std::string(act.segment) + ".done";
    return call.done(page.cancel, call.wording.texts().fill(key, {{"person", person.name}}));
}

core::Result<http::Response> reset_page(Call& call) {
    return answer_act(call, person_act_pages()[0]);
}
core::Result<http::Response> confirm_page(Call& call) {
    return answer_act(call, person_act_pages()[1]);
}
core::Result<http::Response> roles_page(Call& call) {
    return answer_act(call, person_act_pages()[2]);
}
core::Result<http::Response> disable_page(Call& call) {
    return answer_act(call, person_act_pages()[3]);
}

FormPage invitation(const Call& call) {
    FormPage page;
    page.headline = call.text("invite.headline");
    page.explanation = call.text("invite.explanation");
    page.button = call.text("invite.button");
    page.action = "/invite";
    page.cancel = "/people";
    page.fields = {line(call, "id", "people.id_hint"), line(call, "name", "people.name_hint"),
                   roles_field(call, {}), comment(call), password_field(call)};
    page.sent = call.sent;
    return page;
}

FormPage delegation(const Call& call) {
    FormPage page;
    page.headline = call.text("delegate.headline");
    page.explanation = call.text("delegate.explanation");
    page.button = call.text("delegate.button");
    page.action = "/delegate";
    page.cancel = "/people/" + call.viewer.person->id.text();
    page.fields = {line(call, "to", "people.to_hint"), date(call, "from"), date(call, "until"),
                   password_field(call)};
    page.sent = call.sent;
    return page;
}

core::Status delegate(Call& call) {
    MUNIMENT_TRY(const auto to, core::PersonId::parse(typed(call.form, "to")));
    MUNIMENT_TRY(const auto from, typed_date(call, "from"));
    MUNIMENT_TRY(const auto until, typed_date(call, "until"));
    if (!from || !until) {
        return core::fail(ErrorCode::invalid_argument, call.text("form.bad_date"),
                          call.text("form.bad_date_hint"));
    }
    return call.library.writer().delegate(call.acting(), to, *from, *until);
}

}  // namespace

const std::vector<PersonActPage>& person_act_pages() {
    static const std::vector<PersonActPage> pages{
        {PersonAct::reset, "reset", reset_page},
        {PersonAct::confirm, "confirm", confirm_page},
        {PersonAct::change_roles, "roles", roles_page},
        {PersonAct::disable, "disable", disable_page},
        {PersonAct::reject_roles, "decide", decide_roles_page},
    };
    return pages;
}

Data about_person(const core::Person& person) {
    Data about(Data::type::object);
    about.set("about_address", "/people/" + person.id.text());
    about.set("about_id", person.id.text());
    about.set("about_title", person.name);
    return about;
}

std::string person_act_address(const core::PersonId& id, PersonAct act) {
    for (const auto& page : person_act_pages())
        if (page.act == act) return "/people/" + id.text() + "/" + std::string(page.segment);
    return "/delegate";
}

core::Result<http::Response> invite_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_CHECK(offered.check_add_person());
    if (!call.sent) return answer_form(call, invitation(call));
    const auto id = core::PersonId::parse(typed(call.form, "id"));
    if (!id) return refused(call, invitation(call), id.error());
    const auto roles = roles_sent(call);
    if (!roles) return refused(call, invitation(call), roles.error(), roles_field_name);
    const auto code = call.library.writer().add_person(call.acting(), *id, typed(call.form, "name"),
                                                       *roles, typed(call.form, "comment"));
    if (!code) return refused(call, invitation(call), code.error());
    return show_code(call, *id, *code);
}

core::Result<http::Response> delegate_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    if (!call.sent) return answer_form(call, delegation(call));
    const auto done = delegate(call);
    if (!done) return refused(call, delegation(call), done.error());
    return call.done("/people/" + call.viewer.person->id.text(), call.text("delegate.done"));
}

}  // namespace muniment::web
