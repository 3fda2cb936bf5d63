// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/role_fields.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/text.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

/// In a line of limits, for who holds a role everywhere and some of it once more.
constexpr const char* no_limit = "*";

std::string limit_name(const std::string& role) {
    return "limit-" + role;
}

/// `SOP, @Production`: what each role that somebody holds is limited to; empty: nothing.
std::map<std::string, std::vector<std::string>> limits_of(const core::GrantSet& held) {
    std::map<std::string, std::vector<std::string>> limits;
    for (const auto& grant : held) {
        const auto colon = grant.find(':');
        auto& of_role = limits[grant.substr(0, colon)];
        of_role.push_back(colon == std::string::npos ? no_limit : grant.substr(colon + 1));
    }
    for (auto& [role, of_role] : limits)
        if (of_role == std::vector<std::string>{no_limit}) of_role.clear();
    return limits;
}

std::vector<std::string> limits_sent(const Call& call, const std::string& role) {
    std::vector<std::string> limits;
    for (const auto& part : core::split(typed(call.form, limit_name(role)), ',')) {
        const auto limit = core::trimmed(part);
        if (!limit.empty()) limits.push_back(limit);
    }
    return limits;
}

tl::unexpected<core::Error> bad_limit(const Call& call, const std::string& role,
                                      const std::string& limit) {
    std::vector<std::string> types;
    for (const auto& type : call.policy.types) types.push_back(type.first);
    const auto& texts = call.wording.texts();
    return core::fail(ErrorCode::invalid_argument,
                      texts.fill("people.bad_limit", {{"role", role}, {"limit", limit}}),
                      texts.fill("people.bad_limit_hint", {{"types", core::join(types, ", ")}}));
}

core::Result<std::string> grant_of(const Call& call, const std::string& role,
                                   const std::string& limit) {
    if (limit == no_limit) return role;
    const auto grant = core::parse_grant(role + ":" + limit);
    if (!grant || (!grant->type.empty() && !call.policy.type(grant->type)))
        return bad_limit(call, role, limit);
    return core::render(*grant);
}

/// A limit beside an empty box is a slip: nobody can tell which of the two was meant.
core::Status check_all_ticked(const Call& call, const std::vector<std::string>& ticked) {
    const std::string begin = limit_name({});
    for (const auto& [name, value] : call.form.entries()) {
        if (name.compare(0, begin.size(), begin) != 0 || core::trimmed(value).empty()) continue;
        const std::string role = name.substr(begin.size());
        if (std::find(ticked.begin(), ticked.end(), role) != ticked.end()) continue;
        return core::fail(ErrorCode::invalid_argument,
                          call.wording.texts().fill("people.not_ticked", {{"role", role}}),
                          call.text("people.not_ticked_hint"));
    }
    return {};
}

}  // namespace

Field roles_field(const Call& call, const core::GrantSet& held) {
    Field field;
    field.kind = Field::Kind::checks;
    field.name = roles_field_name;
    field.label = call.text("people.field_roles");
    field.hint = call.text("people.roles_hint");
    const auto limits = limits_of(held);
    std::set<std::string> known(call.policy.roles.begin(), call.policy.roles.end());
    for (const auto& [role, of_role] : limits) {
        known.insert(role);
        field.chosen.push_back(role);
    }
    for (const auto& role : known) {
        const auto found = limits.find(role);
        field.options.push_back({role, role, limit_name(role),
                                 call.wording.texts().fill("people.limit_of", {{"role", role}}),
                                 found == limits.end() ? "" : core::join(found->second, ", ")});
    }
    return field;
}

core::Result<core::GrantSet> roles_sent(const Call& call) {
    core::GrantSet grants;
    const auto ticked = call.form.all(roles_field_name);
    MUNIMENT_CHECK(check_all_ticked(call, ticked));
    for (const auto& role : ticked) {
        const auto limits = limits_sent(call, role);
        if (limits.empty()) grants.insert(role);
        for (const auto& limit : limits) {
            MUNIMENT_TRY(auto grant, grant_of(call, role, limit));
            grants.insert(std::move(grant));
        }
    }
    return grants;
}

}  // namespace muniment::web
