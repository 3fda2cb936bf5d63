// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "core/metadata.h"
#include "core/result.h"

namespace muniment::core {

/// The name of a role, as the policy lists it.
using Role = std::string;
using RoleSet = std::set<Role, std::less<>>;

/// A role as somebody holds it: everywhere, or for the documents of one type, of one department, or
/// of one type in one department.
struct RoleGrant {
    Role role;
    std::string type;        ///< code of a type; empty for any
    std::string department;  ///< as the metadata spell it; empty for any

    bool operator==(const RoleGrant&) const = default;
};

/// Grants, each in the one spelling of `render`. Where a plain set of role names is expected, a
/// limited grant is none of them: what forgets to ask `roles_for` refuses.
using GrantSet = RoleSet;

/// `approver`, `approver:SOP`, `approver:@Production`, `approver:SOP@Production`; and the inverse,
/// invalid_argument with the spelling. Whether there is such a role or type, the policy says.
[[nodiscard]] std::string render(const RoleGrant& grant);
[[nodiscard]] Result<RoleGrant> parse_grant(std::string_view text);

/// What an act is about, as far as grants look at it. Views; for the length of a call.
struct Matter {
    std::string_view type;
    std::string_view department;

    Matter(std::string_view type_code, std::string_view department_name)
        : type(type_code), department(department_name) {}
    explicit Matter(const Metadata& document)
        : type(document.type), department(document.department) {}
};

/// The roles that grants give for a document. This is the only place where a limit is judged. For
/// POLICY limited grants count for nothing: its type is nobody's department.
[[nodiscard]] RoleSet roles_for(const GrantSet& grants, const Matter& matter);

/// The roles held without a limit: for acts that are about no document.
[[nodiscard]] RoleSet roles_everywhere(const GrantSet& grants);

}  // namespace muniment::core
