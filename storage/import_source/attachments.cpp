// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/attachments.h"

#include <algorithm>

#include "storage/import_source/stated_text.h"
#include "storage/normal_text.h"
#include "storage/tree_path.h"

namespace muniment::storage {
namespace {

/// `plan.png`, `plan-2.png`, `plan-3.png`.
std::string numbered(const std::string& name, int number) {
    if (number == 1) return name;
    const auto dot = std::min(name.rfind('.'), name.size());
    return name.substr(0, dot) + "-" + std::to_string(number) + name.substr(dot);
}

}  // namespace

std::optional<std::string> Attachments::name_of(const std::string& source_path) const {
    const auto found = names_.find(source_path);
    if (found == names_.end()) return {};
    return found->second;
}

core::Result<std::string> Attachments::add(const std::string& source_path, std::string bytes) {
    const std::string own = source_path.substr(source_path.rfind('/') + 1);
    MUNIMENT_CHECK(check_tree_name(own));
    if (static_cast<std::int64_t>(bytes.size()) > room_) {
        return core::fail(
            core::ErrorCode::invalid_argument,
            "'" + shown(source_path) + "' does not fit beside the rest of the revision",
            "The policy's limit `content_bytes` counts all its files together.");
    }
    int number = 1;
    while (taken_.count(folded(numbered(own, number))) > 0) ++number;
    std::string name = numbered(own, number);
    MUNIMENT_CHECK(check_tree_name(name));
    taken_.insert(folded(name));
    names_.emplace(source_path, name);
    room_ -= static_cast<std::int64_t>(bytes.size());
    files_.push_back({name, std::move(bytes)});
    return name;
}

}  // namespace muniment::storage
