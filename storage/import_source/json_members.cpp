// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/json_members.h"

#include "storage/import_source/stated_text.h"

namespace muniment::storage {

using core::ErrorCode;
using core::fail;
using core::Result;

Result<std::string> JsonMembers::text(const std::string& name) const {
    const auto found = record_.find(name);
    if (found == record_.end()) return std::string();
    const auto* const value = std::get_if<std::string>(&found->second);
    if (value != nullptr) return *value;
    return fail(ErrorCode::invalid_argument, "'" + name + "' is not a text", "Put it in quotes.");
}

Result<std::string> JsonMembers::line(const std::string& name) const {
    MUNIMENT_TRY(const auto value, text(name));
    return stated_line("'" + name + "'", value);
}

Result<std::string> JsonMembers::required_line(const std::string& name) const {
    MUNIMENT_TRY(auto value, line(name));
    if (!value.empty()) return value;
    return fail(ErrorCode::invalid_argument, "'" + name + "' is missing or empty");
}

core::Status JsonMembers::set_line(const std::string& name,
                                   std::optional<std::string>& value) const {
    if (!has(name)) return {};
    MUNIMENT_TRY(value, line(name));
    return {};
}

Result<std::vector<std::string>> JsonMembers::texts(const std::string& name) const {
    const auto found = record_.find(name);
    if (found == record_.end()) return std::vector<std::string>();
    if (const auto* const list = std::get_if<std::vector<std::string>>(&found->second)) {
        return *list;
    }
    MUNIMENT_TRY(auto only, text(name));
    return std::vector<std::string>{std::move(only)};
}

Result<std::vector<std::string>> JsonMembers::lines(const std::string& name) const {
    MUNIMENT_TRY(auto values, texts(name));
    for (auto& value : values) {
        MUNIMENT_TRY(value, stated_line("'" + name + "'", value));
        if (value.empty()) {
            return fail(ErrorCode::invalid_argument, "'" + name + "' holds an empty text");
        }
    }
    return values;
}

Result<std::optional<int>> JsonMembers::months(const std::string& name) const {
    const auto found = record_.find(name);
    if (found == record_.end()) return std::optional<int>();
    const auto* const number = std::get_if<std::int64_t>(&found->second);
    if (number == nullptr || *number < 0 || *number > 1200) {
        return fail(ErrorCode::invalid_argument,
                    "'" + name + "' is not a whole number from 0 to 1200");
    }
    return std::optional(static_cast<int>(*number));
}

}  // namespace muniment::storage
