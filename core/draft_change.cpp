// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/draft_change.h"

#include <algorithm>

#include "core/rendition/front_matter.h"
#include "core/rendition/markdown.h"
#include "core/text.h"

namespace muniment::core {
namespace {

constexpr std::string_view attachments = "attachments/";

template <class Value>
void set_if_given(Value& member, const std::optional<Value>& given) {
    if (given) member = *given;
}

void change_metadata(Metadata& metadata, const DraftChange& change) {
    set_if_given(metadata.title, change.title);
    set_if_given(metadata.owner, change.owner);
    set_if_given(metadata.department, change.department);
    set_if_given(metadata.language, change.language);
    set_if_given(metadata.reading_class, change.reading_class);
    if (change.review_months) metadata.review_months = change.review_months;
    set_if_given(metadata.clauses, change.clauses);
    set_if_given(metadata.keywords, change.keywords);
    set_if_given(metadata.related, change.related);
    if (change.external) metadata.external = change.external;
    if (change.effective_date) metadata.effective_date = change.effective_date;
    set_if_given(metadata.change_kind, change.change_kind);
    set_if_given(metadata.change_reason, change.change_reason);
}

void put(Files& files, File file) {
    const auto same = std::find_if(files.begin(), files.end(),
                                   [&](const File& there) { return there.path == file.path; });
    if (same != files.end()) {
        *same = std::move(file);
    } else {
        files.push_back(std::move(file));
    }
}

Status change_attachments(Files& files, const DraftChange& change) {
    for (const auto& name : change.detach) {
        const std::string path = std::string(attachments) + name;
        const auto found = std::find_if(files.begin(), files.end(),
                                        [&](const File& file) { return file.path == path; });
        if (found == files.end()) {
            return fail(ErrorCode::invalid_argument, "there is no attachment '" + name + "'");
        }
        files.erase(found);
    }
    for (const auto& file : change.attach) {
        put(files, {std::string(attachments) + file.path, file.bytes});
    }
    return {};
}

void change_master(const Identifier& id, Files& files, const std::optional<MasterFile>& master) {
    if (!master) return;
    const File* old = find_master(id, files);
    if (old != nullptr) files.erase(files.begin() + (old - files.data()));
    files.push_back({master_path(id, master->extension), master->bytes});
}

/// What a link of the text means: a document, or one of the attachments.
Result<std::optional<std::string>> meaning_of(const std::string& target, const Files& files,
                                              const LinksTo& links_to) {
    const std::string path = target.substr(0, target.find_first_of("?#"));
    for (const auto& file : files) {
        const bool attached = file.path.rfind(attachments, 0) == 0;
        if (attached && (file.path == path || file.path.substr(attachments.size()) == path)) {
            return std::optional(file.path);
        }
    }
    const auto id = identifier_in_link(target);
    if (!id) return std::optional<std::string>();
    MUNIMENT_TRY(const bool there, links_to(*id));
    if (!there) return std::optional<std::string>();
    const auto fragment = target.find('#');
    return std::optional(id->text() +
                         (fragment == std::string::npos ? "" : target.substr(fragment)));
}

Status add_links(const Identifier& id, const Files& files, Metadata& metadata,
                 const LinksTo& links_to) {
    const File* master = find_master(id, files);
    if (master == nullptr || !is_markdown(master->path) || !is_utf8(master->bytes)) return {};
    const auto rendition = render_markdown(split_document(master->bytes).body);
    if (!rendition) return fail(rendition.error());
    std::vector<LinkUse> uses = rendition->links;
    uses.insert(uses.end(), rendition->images.begin(), rendition->images.end());
    for (const auto& use : uses) {
        if (use.kind != TargetKind::document || metadata.links.count(use.target) > 0) continue;
        MUNIMENT_TRY(const auto meaning, meaning_of(use.target, files, links_to));
        if (meaning) metadata.links.emplace(use.target, *meaning);
    }
    return {};
}

}  // namespace

std::optional<Identifier> identifier_in_link(const std::string& target) {
    const std::string path = target.substr(0, target.find_first_of("?#"));
    auto parts = split(path, '/');
    std::reverse(parts.begin(), parts.end());
    for (const std::string& part : parts) {
        const auto dot = part.rfind('.');
        for (std::string name : {part, part.substr(0, dot)}) {
            std::transform(name.begin(), name.end(), name.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            });
            const auto id = Identifier::parse(name);
            if (id) return *id;
        }
    }
    return {};
}

Result<Files> changed_files(const Identifier& id, const Files& base, Metadata metadata,
                            const DraftChange& change, const LinksTo& links_to) {
    Files files = base;
    files.erase(std::remove_if(files.begin(), files.end(),
                               [&](const File& file) { return file.path == metadata_path(id); }),
                files.end());
    change_metadata(metadata, change);
    change_master(id, files, change.master);
    MUNIMENT_CHECK(change_attachments(files, change));
    MUNIMENT_CHECK(add_links(id, files, metadata, links_to));
    files.push_back({metadata_path(id), render_metadata(metadata)});
    std::sort(files.begin(), files.end(),
              [](const File& one, const File& other) { return one.path < other.path; });
    return files;
}

}  // namespace muniment::core
