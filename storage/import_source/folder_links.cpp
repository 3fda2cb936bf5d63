// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/folder_links.h"

#include <array>

#include "core/text.h"
#include "storage/normal_text.h"

namespace muniment::storage {
namespace {

constexpr std::array<std::string_view, 6> endings{"",          ".md",        ".markdown",
                                                  "/index.md", "/README.md", "/_index.md"};

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

/// Without `.`, `..` and doubled slashes; nothing when it leads above the top.
std::optional<std::string> normal_path(const std::string& path) {
    std::vector<std::string> parts;
    for (auto& part : core::split(path, '/')) {
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(std::move(part));
        } else if (parts.empty()) {
            return {};
        } else {
            parts.pop_back();
        }
    }
    return core::join(parts, "/");
}

std::string from_top(const std::string& document, const std::string& target) {
    return !target.empty() && target.front() == '/' ? target : folder_of(document) + "/" + target;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool encoded = text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 &&
                             digit(text[at + 2]) >= 0;
        if (encoded) {
            decoded += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

FolderLinks::FolderLinks(const SourceFolder& folder, const std::vector<std::string>& documents,
                         const std::vector<std::string>& other_files)
    : folder_(folder) {
    for (const auto& path : documents) documents_.emplace(composed(path), path);
    for (const auto& path : other_files) other_files_.emplace(composed(path), path);
    // A name that is there exactly as written goes before one that only means the same.
    for (const auto& path : documents) documents_[path] = path;
    for (const auto& path : other_files) other_files_[path] = path;
}

std::optional<std::string> FolderLinks::document_at(const std::string& path) const {
    for (const auto ending : endings) {
        if (path.empty() && (ending.empty() || ending.front() != '/')) continue;
        const std::string full =
            path.empty() ? std::string(ending.substr(1)) : path + std::string(ending);
        for (const auto& form : {full, composed(full)}) {
            const auto found = documents_.find(form);
            if (found != documents_.end()) return found->second;
        }
    }
    return {};
}

std::optional<FolderTarget> FolderLinks::inside(const std::string& path) const {
    if (const auto document = document_at(path)) {
        return FolderTarget{FolderTarget::Kind::document, *document};
    }
    for (const auto& form : {path, composed(path)}) {
        const auto found = other_files_.find(form);
        if (found != other_files_.end()) {
            return FolderTarget{FolderTarget::Kind::file, found->second};
        }
    }
    return {};
}

bool FolderLinks::lies_outside(const std::string& document, const std::string& target) const {
    // Part by part as given: what a link climbs to is only looked at, never read.
    if (target.find('\0') != std::string::npos) return false;
    std::error_code error;
    return std::filesystem::is_regular_file(folder_.root() / folder_of(document) / target, error);
}

FolderTarget FolderLinks::follow(const std::string& document, const std::string& target) const {
    if (target.empty()) return {};
    for (const auto& written : {percent_decoded(target), target}) {
        const auto path = normal_path(from_top(document, written));
        if (!path) {
            if (!lies_outside(document, written)) continue;
            return {FolderTarget::Kind::outside, {}};
        }
        if (auto found = inside(*path)) return std::move(*found);
        const auto real = folder_.real_path(*path);
        if (real && *real != *path) {
            if (auto found = inside(*real)) return std::move(*found);
        }
        if (written.front() != '/' && lies_outside(document, written)) {
            return {FolderTarget::Kind::outside, {}};
        }
    }
    return {};
}

}  // namespace muniment::storage
