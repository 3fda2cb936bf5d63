// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/role_grant.h"

#include "core/text.h"

namespace muniment::core {
namespace {

/// Grants stand in lists with commas.
bool is_department(std::string_view text) {
    return !text.empty() && trimmed(text) == text && is_single_line(text) &&
           character_count(text) <= 100 && text.find(',') == std::string_view::npos;
}

bool is_type_code(std::string_view text) {
    return text != "POLICY" && Identifier::parse(std::string(text) + "-1").has_value();
}

tl::unexpected<Error> no_grant(std::string_view text) {
    return fail(ErrorCode::invalid_argument,
                "'" + std::string(text.substr(0, 120)) + "' is not a role that can be held",
                "Write the role alone, or with what it is limited to: approver, approver:SOP (a "
                "type), approver:@Production (a department) or approver:SOP@Production.");
}

}  // namespace

std::string render(const RoleGrant& grant) {
    std::string text = grant.role;
    if (!grant.type.empty() || !grant.department.empty()) text += ":" + grant.type;
    if (!grant.department.empty()) text += "@" + grant.department;
    return text;
}

Result<RoleGrant> parse_grant(std::string_view text) {
    RoleGrant grant;
    const auto colon = text.find(':');
    grant.role = text.substr(0, colon);
    if (!PersonId::parse(grant.role)) return no_grant(text);
    if (colon == std::string_view::npos) return grant;
    const auto limit = text.substr(colon + 1);
    const auto at = limit.find('@');
    grant.type = limit.substr(0, at);
    if (at != std::string_view::npos) grant.department = limit.substr(at + 1);
    const bool typed = !grant.type.empty();
    const bool placed = at != std::string_view::npos;
    if ((!typed && !placed) || (typed && !is_type_code(grant.type)) ||
        (placed && !is_department(grant.department))) {
        return no_grant(text);
    }
    return grant;
}

RoleSet roles_for(const GrantSet& grants, const Matter& matter) {
    if (matter.type == "POLICY") return roles_everywhere(grants);
    RoleSet roles;
    for (const auto& text : grants) {
        auto grant = parse_grant(text);
        if (!grant || (!grant->type.empty() && grant->type != matter.type)) continue;
        if (!grant->department.empty() && grant->department != matter.department) continue;
        roles.insert(std::move(grant->role));
    }
    return roles;
}

RoleSet roles_everywhere(const GrantSet& grants) {
    RoleSet roles;
    for (const auto& text : grants) {
        if (text.find(':') == std::string::npos) roles.insert(text);
    }
    return roles;
}

}  // namespace muniment::core
