// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/role_decision.h"

#include "core/offered_acts.h"
#include "core/people_seen.h"
#include "core/text.h"
#include "web/site/form.h"
#include "web/site/people_pages.h"
#include "web/site/person_acts.h"

namespace muniment::web {
namespace {

using core::ErrorCode;
using core::PersonAct;

/// The reason that was given with the proposal, or with the invitation that proposed the first
/// roles; empty where none was. It is in the trail of people, which not everybody sees.
core::Result<std::string> reason_given(Call& call, const core::PersonId& id) {
    MUNIMENT_TRY(const bool everybody, core::sees_everybody(call.reader(), call.viewer));
    if (!everybody) return std::string();
    core::TrailFilter filter;
    filter.subject = core::SubjectName(id);
    for (const auto event : {core::EventKind::roles_proposed, core::EventKind::person_added}) {
        filter.event = event;
        MUNIMENT_TRY(const auto rows, call.reader().ports().catalogue.trail(filter));
        if (!rows.empty()) return rows.back().reason;
    }
    return std::string();
}

Field decision_field(const Call& call, bool may_accept) {
    Field field;
    field.kind = Field::Kind::choice;
    field.name = "decision";
    field.label = call.text("people.field_decision");
    field.required = true;
    if (may_accept) field.options.push_back({"accept", call.text("people.accept_roles")});
    field.options.push_back({"reject", call.text("people.reject_roles")});
    return field;
}

Field reason_field(const Call& call) {
    Field field;
    field.kind = Field::Kind::text;
    field.name = "reason";
    field.label = call.text("people.field_reason");
    field.hint = call.text("people.decision_hint");
    return field;
}

core::Result<FormPage> decision_form(Call& call, const core::Person& person) {
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_TRY(const bool may_accept,
                 core::is_open(offered.check(person, PersonAct::accept_roles)));
    FormPage page;
    page.headline = call.text("person_act.decide.headline");
    MUNIMENT_TRY(page.explanation, proposal_told(call, person));
    page.button = call.text("person_act.decide.button");
    page.action = person_act_address(person.id, PersonAct::reject_roles);
    page.cancel = "/people/" + person.id.text();
    page.about = about_person(person);
    for (const auto& grant : person.proposal->add) page.hidden.emplace_back("add", grant);
    for (const auto& grant : person.proposal->remove) page.hidden.emplace_back("remove", grant);
    page.fields = {decision_field(call, may_accept), reason_field(call), password_field(call)};
    page.sent = call.sent;
    return page;
}

core::GrantSet shown(const Call& call, const char* name) {
    const auto grants = call.form.all(name);
    return {grants.begin(), grants.end()};
}

core::Status decide(Call& call, const core::Person& person, core::Decision decision) {
    const core::RoleProposal about{shown(call, "add"), shown(call, "remove"), person.proposal->by};
    return call.library.writer().decide_roles(call.acting(), person.id, decision,
                                              typed(call.form, "reason"), about);
}

core::Result<http::Response> refused(Call& call, FormPage page, const core::Error& error,
                                     const char* field) {
    page.problem = error;
    page.problem_field = field_at_fault(error, field);
    return answer_form(call, page);
}

}  // namespace

core::Result<std::string> proposal_told(Call& call, const core::Person& person) {
    MUNIMENT_TRY(const auto by, printed_name(call, person.proposal->by));
    const auto& texts = call.wording.texts();
    std::string told = texts.fill("people.proposal",
                                  {{"changes", core::in_words(*person.proposal)}, {"person", by}});
    MUNIMENT_TRY(const auto reason, reason_given(call, person.id));
    if (!reason.empty()) told += " " + texts.fill("people.proposal_why", {{"reason", reason}});
    return told;
}

core::Result<http::Response> decide_roles_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto person, find_person(call));
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_CHECK(offered.check(person, PersonAct::reject_roles));
    MUNIMENT_TRY(const auto page, decision_form(call, person));
    if (!call.sent) return answer_form(call, page);
    const auto decision = core::parse_decision(call.form.get("decision"));
    if (!decision) {
        return refused(call, page, {ErrorCode::invalid_argument, call.text("form.not_chosen"), {}},
                       "decision");
    }
    const auto done = decide(call, person, *decision);
    if (!done) return refused(call, page, done.error(), "reason");
    const bool accepted = *decision == core::Decision::accept;
    const std::string key = accepted ? "person_act.decide.accepted" : "person_act.decide.rejected";
    return call.done(page.cancel, call.wording.texts().fill(key, {{"person", person.name}}));
}

}  // namespace muniment::web
