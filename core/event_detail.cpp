// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event_detail.h"

#include <vector>

#include "core/text.h"

namespace muniment::core {
namespace {

void add_roles(std::vector<std::string>& parts, const char* sign, const GrantSet& roles) {
    for (const auto& role : roles) parts.push_back(sign + role);
}

/// Of a public key, its kind and as much of it as tells it from others.
std::string short_key(const std::string& key) {
    constexpr std::size_t shown = 12;
    const auto space = key.find(' ');
    if (space == std::string::npos || key.size() <= space + shown) return key;
    return key.substr(0, space) + " ..." + key.substr(key.size() - shown);
}

void add_key(std::vector<std::string>& parts, const char* sign, const std::string& key) {
    if (!key.empty()) parts.push_back(sign + short_key(key));
}

}  // namespace

std::string detail_of(const Event& event) {
    std::vector<std::string> parts;
    if (!event.printed_name.empty()) parts.push_back(event.printed_name);
    add_roles(parts, "+", event.added_roles);
    add_roles(parts, "-", event.removed_roles);
    add_roles(parts, "?", event.proposed_roles);
    add_key(parts, "-", event.revoked_key);
    add_key(parts, "+", event.key);
    add_key(parts, "+", event.registrar_key);
    if (event.reassigned_from && event.reassigned_to)
        parts.push_back(*event.reassigned_from + " -> " + *event.reassigned_to);
    if (event.effective) parts.push_back(render(event.effective->date));
    if (event.outcome) parts.emplace_back(name_of(*event.outcome));
    if (event.delegated_from && event.delegated_until) {
        parts.push_back(render(event.delegated_from->date) + " - " +
                        render(event.delegated_until->date));
    }
    return join(parts, " ");
}

}  // namespace muniment::core
