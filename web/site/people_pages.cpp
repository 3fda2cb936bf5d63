// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/people_pages.h"

#include "core/offered_acts.h"
#include "core/people_seen.h"
#include "core/text.h"
#include "web/site/person_acts.h"
#include "web/site/person_keys.h"
#include "web/site/role_decision.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

std::string standing(const core::Person& person) {
    return person.enabled ? std::string(core::name_of(person.enrolment)) : "disabled";
}

Data person_data(const Call& call, const core::Person& person) {
    Data data(Data::type::object);
    data.set("person_id", person.id.text());
    data.set("person_name", person.name);
    data.set("person_address", "/people/" + person.id.text());
    set_text(data, "person_roles", core::join({person.roles.begin(), person.roles.end()}, ", "));
    data.set("standing_word", call.text("people." + standing(person)));
    data.set("gone", !person.enabled);
    return data;
}

core::Result<Data> keys_data(Call& call, const core::Person& person) {
    DataList keys;
    core::OfferedActs offered(call.reader(), call.viewer);
    auto& kept = call.library.accounts().key_ring();
    for (const auto& key : person.keys) {
        Data row;
        MUNIMENT_TRY(const bool wrapped, kept.holds(person.id, key.public_key));
        row.set("own_key", !wrapped);
        if (!wrapped) {
            MUNIMENT_TRY(const bool may_end,
                         core::is_open(offered.check_revoke_key(person, key.public_key)));
            if (may_end) row.set("revoke_address", revoke_key_address(person.id, key));
        }
        row.set("key_from", call.wording.moment(key.from));
        set_text(row, "key_until", key.until ? call.wording.moment(*key.until) : std::string());
        row.set("key_text", key.public_key);
        keys.push_back(row);
    }
    return Data(keys);
}

core::Result<Data> delegations_data(Call& call, const core::Person& person) {
    DataList rows;
    for (const auto& delegation : person.delegations) {
        MUNIMENT_TRY(const auto name, printed_name(call, delegation.delegator));
        const core::Date last(std::chrono::sys_days(delegation.until.date) - std::chrono::days(1));
        Data row;
        row.set("delegation",
                call.wording.texts().fill("people.delegation",
                                          {{"person", name},
                                           {"from", call.wording.day(delegation.from.date)},
                                           {"until", call.wording.day(last)}}));
        rows.push_back(row);
    }
    return Data(rows);
}

core::Result<Data> acts_data(Call& call, const core::Person& person) {
    core::OfferedActs offered(call.reader(), call.viewer);
    DataList acts;
    for (const auto& page : person_act_pages()) {
        MUNIMENT_TRY(const bool open, core::is_open(offered.check(person, page.act)));
        if (!open) continue;
        Data act;
        act.set("act_address", person_act_address(person.id, page.act));
        act.set("act_label", call.text("person_act." + std::string(page.segment) + ".link"));
        acts.push_back(act);
    }
    return Data(acts);
}

}  // namespace

core::Result<core::Person> find_person(Call& call) {
    const std::string typed = call.visit.path.get("person");
    const auto id = core::PersonId::parse(typed);
    if (id) {
        MUNIMENT_TRY(auto person, core::person_seen(call.reader(), call.viewer, *id));
        if (person) return std::move(*person);
    }
    constexpr std::size_t longest = 64;
    return core::fail(ErrorCode::not_found,
                      call.wording.texts().fill("people.unknown",
                                                {{"id", typed.size() <= longest ? typed : "..."}}),
                      {});
}

core::Result<http::Response> people_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const bool everybody, core::sees_everybody(call.reader(), call.viewer));
    Data data(Data::type::object);
    DataList rows;
    if (everybody) {
        MUNIMENT_TRY(const auto people, call.reader().people());
        for (const auto& person : people) rows.push_back(person_data(call, person));
    } else {
        rows.push_back(person_data(call, *call.viewer.person));
        data.set("only_self", true);
    }
    data.set("people", Data("person_row", Data(rows)));
    core::OfferedActs offered(call.reader(), call.viewer);
    data.set("watch", may_watch_operations(call.policy, call.viewer));
    MUNIMENT_TRY(const bool may_invite, core::is_open(offered.check_add_person()));
    if (may_invite) data.set("invite", true);
    return call.answer(call.text("people.headline"), "people", data);
}

core::Result<http::Response> person_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto person, find_person(call));
    Data data = person_data(call, person);
    if (!person.keys.empty()) {
        MUNIMENT_TRY(const auto keys, keys_data(call, person));
        data.set("keys", Data("key", keys));
    }
    if (!person.delegations.empty()) {
        MUNIMENT_TRY(const auto delegations, delegations_data(call, person));
        data.set("delegations", Data("row", delegations));
    }
    if (person.proposal) {
        MUNIMENT_TRY(const auto proposal, proposal_told(call, person));
        data.set("proposal", proposal);
    }
    MUNIMENT_TRY(const auto acts, acts_data(call, person));
    if (!acts.is_empty_list()) data.set("acts", Data("act", acts));
    data.set("own", person.id == call.viewer.person->id);
    return call.answer(person.name, "person", data);
}

}  // namespace muniment::web
