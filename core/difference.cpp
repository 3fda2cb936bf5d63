// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/difference.h"

#include <map>

#include "core/rendition/line_difference.h"
#include "core/rendition/redline.h"
#include "core/text.h"

namespace muniment::core {
namespace {

std::string size_line(const char* sign, const File* file) {
    if (file == nullptr) return {};
    return std::string(sign) + file->path + ", " + std::to_string(file->bytes.size()) + " bytes\n";
}

bool is_text(const File* file) {
    return file == nullptr || is_utf8(file->bytes);
}

Status compare_masters(const File* before, const File* after, Difference& difference) {
    const bool same = before != nullptr && after != nullptr && before->path == after->path &&
                      before->bytes == after->bytes;
    if (same) return {};
    const bool markdown = (before == nullptr || is_markdown(before->path)) &&
                          (after == nullptr || is_markdown(after->path));
    const std::string_view old_bytes = before == nullptr ? "" : std::string_view(before->bytes);
    const std::string_view new_bytes = after == nullptr ? "" : std::string_view(after->bytes);
    if (markdown) {
        MUNIMENT_TRY(auto redline, compare_documents(old_bytes, new_bytes));
        difference.layout_only = !redline.shows_changes();
        difference.words_inserted = redline.words_inserted;
        difference.words_deleted = redline.words_deleted;
        difference.html = std::move(redline.html);
        if (!difference.layout_only) difference.text = std::move(redline.text);
    } else if (is_text(before) && is_text(after)) {
        difference.text = line_difference(old_bytes, new_bytes);
        difference.layout_only = difference.text.empty();
    } else {
        difference.text = size_line("- ", before) + size_line("+ ", after);
    }
    return {};
}

using Attachments = std::map<std::string, const std::string*>;

Attachments attachments_of(const Identifier& id, const Files& files) {
    Attachments attachments;
    const File* master = find_master(id, files);
    for (const auto& file : files) {
        const bool own = &file == master || file.path == metadata_path(id);
        if (!own) attachments.emplace(file.path, &file.bytes);
    }
    return attachments;
}

std::string compare_attachments(const Attachments& before, const Attachments& after) {
    std::string lines;
    for (const auto& [path, bytes] : before) {
        const auto now = after.find(path);
        if (now == after.end()) lines += "- " + path + "\n";
        if (now != after.end() && *now->second != *bytes) lines += "! " + path + "\n";
    }
    for (const auto& [path, bytes] : after) {
        if (before.count(path) == 0) lines += "+ " + path + "\n";
    }
    return lines;
}

void add_part(std::string& text, const std::string& title, const std::string& part) {
    if (!part.empty()) text += title + "\n" + part;
}

}  // namespace

Result<Difference> difference(LibraryReader& reader, const std::optional<RevisionView>& from,
                              const RevisionView& to) {
    Difference difference;
    difference.to = to;
    difference.first = !from.has_value();
    if (from) difference.from = *from;
    difference.same = from && from->content.sha256 == to.content.sha256;
    if (difference.same) return difference;
    Files before;
    if (from) {
        MUNIMENT_TRY(before, reader.files(*from));
    }
    MUNIMENT_TRY(const Files after, reader.files(to));
    MUNIMENT_CHECK(
        compare_masters(find_master(to.id, before), find_master(to.id, after), difference));
    const std::string old_metadata = from ? render_metadata(from->metadata) : "";
    difference.metadata = line_difference(old_metadata, render_metadata(to.metadata));
    difference.attachments =
        compare_attachments(attachments_of(to.id, before), attachments_of(to.id, after));
    return difference;
}

std::string render(const Difference& difference) {
    if (difference.same) return "No difference.\n";
    std::string text;
    add_part(text, "Metadata", difference.metadata);
    add_part(text, "Attachments", difference.attachments);
    add_part(text, "Text", difference.text);
    if (difference.layout_only) text += "Text: only its layout in the source differs\n";
    return text;
}

}  // namespace muniment::core
