// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy.h"

#include <algorithm>

#include "core/text.h"

namespace muniment::core {

std::string_view name_of(Right right) {
    switch (right) {
        case Right::draft:
            return "draft";
        case Right::release:
            return "release";
        case Right::import:
            return "import";
        case Right::review:
            return "review";
        case Right::retire:
            return "retire";
        case Right::reassign:
            return "reassign";
        case Right::manage_people:
            return "manage_people";
        case Right::change_policy:
            return "change_policy";
        case Right::read_all:
            return "read_all";
    }
    return "draft";
}

Result<const DocumentType*> Policy::type(std::string_view code) const {
    if (code == "POLICY") return &policy_document;
    const auto found = types.find(code);
    if (found != types.end()) return &found->second;
    std::vector<std::string> known;
    for (const auto& [name, type] : types) known.push_back(name);
    return fail(ErrorCode::not_found,
                "there is no document type '" + std::string(code.substr(0, 40)) + "'",
                "The policy in force knows " + join(known, ", ") + ".");
}

bool allows(const Policy& policy, Right right, const RoleSet& roles) {
    const auto allowed = policy.rights.find(right);
    return allowed != policy.rights.end() &&
           std::any_of(roles.begin(), roles.end(),
                       [&](const Role& role) { return allowed->second.count(role) > 0; });
}

std::string render(const PolicyFault& fault) {
    std::string text = fault.line > 0 ? "line " + std::to_string(fault.line) + ": " : "";
    if (!fault.key.empty()) text += fault.key + ": ";
    return text + fault.message;
}

}  // namespace muniment::core
