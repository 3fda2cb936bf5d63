// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content.h"

#include <algorithm>

#include "core/text.h"

namespace muniment::core {
namespace {

constexpr std::string_view attachments = "attachments/";

bool is_attachment(const File& file) {
    return file.path.rfind(attachments, 0) == 0;
}

Status check_master(const Identifier& id, const File& master) {
    if (master.bytes.empty()) {
        return fail(ErrorCode::invalid_argument, "the content is empty",
                    "A document needs at least one line of text.");
    }
    if (is_markdown(master.path) && !is_utf8(master.bytes)) {
        return fail(ErrorCode::invalid_argument, "the content is not UTF-8 text",
                    "Save the file as UTF-8 and try again.");
    }
    if (!id.is_policy()) return {};
    const auto policy = parse_policy(master.bytes);
    if (!policy) return fail(policy.error());
    return {};
}

}  // namespace

std::string metadata_path(const Identifier& id) {
    return id.text() + ".toml";
}

std::string master_path(const Identifier& id, std::string_view extension) {
    return id.text() + (id.is_policy() ? ".rules.toml" : std::string(extension));
}

const File* find_master(const Identifier& id, const Files& files) {
    const auto found = std::find_if(files.begin(), files.end(), [&](const File& file) {
        return !is_attachment(file) && file.path != metadata_path(id);
    });
    return found == files.end() ? nullptr : &*found;
}

bool is_markdown(std::string_view path) {
    return path.size() > 3 && path.substr(path.size() - 3) == ".md";
}

Result<InspectedFiles> inspect(const Identifier& id, const Files& files) {
    const File* master = find_master(id, files);
    const bool named = master != nullptr && master->path.rfind(id.text() + ".", 0) == 0 &&
                       master->path.find('/') == std::string::npos &&
                       (!id.is_policy() || master->path == master_path(id, ""));
    const auto others = std::count_if(files.begin(), files.end(), is_attachment);
    const auto metadata_file = std::find_if(files.begin(), files.end(), [&](const File& file) {
        return file.path == metadata_path(id);
    });
    if (!named || metadata_file == files.end() ||
        files.size() != static_cast<std::size_t>(others) + 2) {
        return fail(
            ErrorCode::invalid_argument,
            "the files of " + id.text() + " are not one text, its metadata and attachments");
    }
    MUNIMENT_CHECK(check_master(id, *master));
    InspectedFiles inspected;
    MUNIMENT_TRY(inspected.metadata, parse_metadata(metadata_file->bytes));
    for (const auto& file : files) inspected.bytes += static_cast<std::int64_t>(file.bytes.size());
    return inspected;
}

}  // namespace muniment::core
