// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/difference.h"

#include <map>

#include "core/rendition/line_difference.h"
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

bool may_be_markdown(const File* file) {
    return file == nullptr || is_markdown(file->path);
}

std::string_view bytes_of(const File* file) {
    return file == nullptr ? std::string_view() : std::string_view(file->bytes);
}

/// Nothing for what is no Markdown or refused as such.
Result<std::optional<Redline>> redline_of(const File* before, const File* after) {
    if (!may_be_markdown(before) || !may_be_markdown(after)) return std::optional<Redline>();
    auto redline = compare_documents(bytes_of(before), bytes_of(after));
    if (redline) return std::optional(std::move(*redline));
    if (redline.error().code == ErrorCode::invalid_argument) return std::optional<Redline>();
    return fail(redline.error());
}

Status compare_masters(const File* before, const File* after, Difference& difference) {
    const bool same = before != nullptr && after != nullptr && before->path == after->path &&
                      before->bytes == after->bytes;
    if (same) return {};
    MUNIMENT_TRY(difference.redline, redline_of(before, after));
    if (difference.redline) {
        difference.layout_only = !difference.redline->shows_changes();
        if (!difference.layout_only) difference.text = difference.redline->text;
    } else if (is_text(before) && is_text(after)) {
        difference.text = line_difference(bytes_of(before), bytes_of(after));
        difference.layout_only = difference.text.empty();
    } else {
        difference.text = size_line("- ", before) + size_line("+ ", after);
        difference.opaque = true;
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

std::vector<AttachmentChange> compare_attachments(const Attachments& before,
                                                  const Attachments& after) {
    using Kind = AttachmentChange::Kind;
    std::vector<AttachmentChange> changes;
    for (const auto& [path, bytes] : before) {
        const auto now = after.find(path);
        if (now == after.end()) changes.push_back({path, Kind::removed});
        if (now != after.end() && *now->second != *bytes) changes.push_back({path, Kind::replaced});
    }
    for (const auto& [path, bytes] : after) {
        if (before.count(path) == 0) changes.push_back({path, Kind::added});
    }
    return changes;
}

void add_part(std::string& text, const std::string& title, const std::string& part) {
    if (!part.empty()) text += title + "\n" + part;
}

}  // namespace

Result<Difference> difference(const std::optional<ReadRevision>& from, const ReadRevision& to) {
    Difference difference;
    difference.to = to.view;
    difference.first = !from.has_value();
    if (from) difference.from = from->view;
    difference.same = from && from->view.content.sha256 == to.view.content.sha256;
    if (difference.same) return difference;
    const auto& id = to.view.id;
    const Files before = from ? from->files : Files();
    MUNIMENT_CHECK(compare_masters(find_master(id, before), find_master(id, to.files), difference));
    const std::string old_metadata = from ? render_metadata(from->view.metadata) : "";
    difference.metadata = line_difference(old_metadata, render_metadata(to.view.metadata));
    difference.attachments =
        compare_attachments(attachments_of(id, before), attachments_of(id, to.files));
    return difference;
}

Result<Difference> difference(LibraryReader& reader, const std::optional<RevisionView>& from,
                              const RevisionView& to) {
    std::optional<ReadRevision> before;
    if (from) {
        MUNIMENT_TRY(auto files, reader.files(*from));
        before = ReadRevision{*from, std::move(files)};
    }
    MUNIMENT_TRY(auto files, reader.files(to));
    return difference(before, {to, std::move(files)});
}

std::string render(const std::vector<AttachmentChange>& changes) {
    std::string lines;
    for (const auto& [path, kind] : changes) {
        const bool added = kind == AttachmentChange::Kind::added;
        const bool removed = kind == AttachmentChange::Kind::removed;
        lines += (added ? "+ " : removed ? "- " : "! ") + path + "\n";
    }
    return lines;
}

std::string render(const Difference& difference) {
    if (difference.same) return "No difference.\n";
    std::string text;
    add_part(text, "Metadata", difference.metadata);
    add_part(text, "Attachments", render(difference.attachments));
    add_part(text, "Text", difference.text);
    if (difference.layout_only) text += "Text: only its layout in the source differs\n";
    return text;
}

}  // namespace muniment::core
