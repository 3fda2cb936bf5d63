// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/raw_tree.h"

#include <algorithm>
#include <optional>
#include <set>

#include "storage/tree_path.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::size_t id_size = 20;

tl::unexpected<core::Error> malformed(std::string_view what) {
    return core::fail(ErrorCode::data_corrupt, "malformed tree: " + std::string(what));
}

std::string_view mode_of(EntryKind kind) {
    switch (kind) {
        case EntryKind::file:
            return "100644";
        case EntryKind::folder:
            return "40000";
        case EntryKind::commit:
            return "160000";
    }
    return {};
}

std::optional<EntryKind> kind_of(std::string_view mode) {
    for (const EntryKind kind : {EntryKind::file, EntryKind::folder, EntryKind::commit}) {
        if (mode_of(kind) == mode) return kind;
    }
    return std::nullopt;
}

/// git orders folders as if their names ended in a slash.
std::string sort_key(const TreeEntry& entry) {
    return entry.kind == EntryKind::folder ? entry.name + "/" : entry.name;
}

core::ObjectId id_from_bytes(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return core::ObjectId::parse(hex).value_or(core::ObjectId());
}

std::string bytes_of(const core::ObjectId& id) {
    const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
    std::string bytes;
    for (std::size_t at = 0; at < id.hex().size(); at += 2)
        bytes += static_cast<char>(value(id.hex()[at]) * 16 + value(id.hex()[at + 1]));
    return bytes;
}

core::Status check_entries(const std::vector<TreeEntry>& entries) {
    std::set<std::string_view> names;
    for (const TreeEntry& entry : entries) {
        MUNIMENT_CHECK(check_tree_name(entry.name));
        if (entry.id.is_none())
            return core::fail(ErrorCode::invalid_argument, "'" + entry.name + "' has no object");
        if (!names.insert(entry.name).second)
            return core::fail(ErrorCode::invalid_argument, "'" + entry.name + "' stands twice");
    }
    return {};
}

}  // namespace

core::Result<std::vector<TreeEntry>> parse_raw_tree(std::string_view bytes) {
    std::vector<TreeEntry> entries;
    for (std::string_view rest = bytes; !rest.empty();) {
        const std::size_t space = rest.find(' ');
        const std::size_t zero = rest.find('\0');
        if (zero == std::string_view::npos || space > zero || rest.size() - zero - 1 < id_size)
            return malformed("cut off");
        const std::optional<EntryKind> kind = kind_of(rest.substr(0, space));
        if (!kind) return malformed("an entry is no plain file, folder or chain");
        entries.push_back({*kind, std::string(rest.substr(space + 1, zero - space - 1)),
                           id_from_bytes(rest.substr(zero + 1, id_size))});
        rest.remove_prefix(zero + 1 + id_size);
    }
    const auto again = render_raw_tree(entries);
    if (!again) return malformed(again.error().message);
    if (*again != bytes) return malformed("its entries are out of order");
    return entries;
}

core::Result<std::string> render_raw_tree(std::vector<TreeEntry> entries) {
    MUNIMENT_CHECK(check_entries(entries));
    std::sort(entries.begin(), entries.end(), [](const TreeEntry& one, const TreeEntry& other) {
        return sort_key(one) < sort_key(other);
    });
    std::string bytes;
    for (const TreeEntry& entry : entries) {
        bytes += std::string(mode_of(entry.kind)) + " " + entry.name + '\0';
        bytes += bytes_of(entry.id);
    }
    return bytes;
}

}  // namespace muniment::storage
