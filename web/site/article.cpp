// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/article.h"

#include <algorithm>
#include <array>

#include "core/rendition/front_matter.h"
#include "core/rendition/heading_anchor.h"
#include "core/rendition/html_escape.h"
#include "core/text.h"
#include "web/site/addresses.h"

namespace muniment::web {
namespace {

constexpr std::string_view attachments_folder = "attachments/";

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool ends_with(const std::string& lower, std::string_view end) {
    return lower.size() > end.size() &&
           lower.compare(lower.size() - end.size(), end.size(), end) == 0;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

/// Finds out what the targets of one revision's links mean.
class Resolver {
  public:
    Resolver(const core::RevisionView& view, const std::string& suffix)
        : view_(view), suffix_(suffix) {}

    std::optional<std::string> operator()(std::string_view target) {
        const auto found = view_.metadata.links.find(std::string(target));
        if (found == view_.metadata.links.end()) return std::nullopt;
        const std::string& meaning = found->second;
        if (begins_with(meaning, attachments_folder)) return attachment(target, meaning);
        const auto id = core::linked_document(meaning);
        if (!id) return std::nullopt;
        const std::size_t hash = std::min(meaning.find('#'), meaning.size());
        std::string address = address_of(*id, suffix_);
        if (hash + 1 < meaning.size()) address += "#" + core::anchor_for(meaning.substr(hash + 1));
        return address;
    }

    std::set<std::string> not_shown;  ///< targets of pictures that are no raster pictures

  private:
    [[nodiscard]] std::optional<std::string> attachment(std::string_view target,
                                                        const std::string& path) const {
        if (not_shown.count(std::string(target)) > 0) return std::nullopt;
        return attachment_address(view_.id, view_.revision, path.substr(attachments_folder.size()));
    }

    const core::RevisionView& view_;
    const std::string& suffix_;
};

void show_source(Article& article, std::string_view text) {
    article.html = "<pre class=\"source\">";
    core::append_html_escaped(article.html, text);
    article.html += "</pre>";
}

/// Pictures that would not be shown: a broken frame says less than their text.
bool note_unshowable(const core::Rendition& rendition, const core::RevisionView& view,
                     Resolver& resolver) {
    for (const auto& image : rendition.images) {
        const auto found = view.metadata.links.find(image.target);
        if (found != view.metadata.links.end() && !is_raster_picture(found->second))
            resolver.not_shown.insert(image.target);
    }
    return !resolver.not_shown.empty();
}

void render_into(Article& article, const core::RevisionView& view, std::string_view bytes,
                 const std::string& suffix) {
    Resolver resolver(view, suffix);
    const auto body = core::split_document(bytes).body;
    const core::RenderOptions options{[&](std::string_view target) { return resolver(target); }};
    auto rendition = core::render_markdown(body, options);
    if (rendition && note_unshowable(*rendition, view, resolver))
        rendition = core::render_markdown(body, options);
    if (!rendition) {
        article.not_rendered = true;
        show_source(article, bytes);
        return;
    }
    article.contents = std::move(rendition->contents);
    article.repeats_title = begins_with(rendition->html, "<h1") && !article.contents.empty() &&
                            core::trimmed(article.contents.front().text) == view.metadata.title;
    article.html = std::move(rendition->html);
}

}  // namespace

bool is_raster_picture(std::string_view name) {
    constexpr std::array<std::string_view, 5> endings{".png", ".jpg", ".jpeg", ".gif", ".webp"};
    const std::string lower = lower_case(name);
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return ends_with(lower, ending); });
}

core::Result<Article> make_article(const core::RevisionView& view, const core::Files& files,
                                   const std::string& suffix) {
    const auto* master = core::find_master(view.id, files);
    if (master == nullptr) {
        return core::fail(core::ErrorCode::data_corrupt,
                          view.id.text() + " " + view.revision.text() + " has no master file");
    }
    Article article;
    for (const auto& file : files) {
        if (!begins_with(file.path, attachments_folder)) continue;
        article.attachments.push_back(
            {file.path.substr(attachments_folder.size()), file.bytes.size()});
    }
    if (core::is_markdown(master->path)) {
        render_into(article, view, master->bytes, suffix);
        return article;
    }
    article.file = master->path;
    article.file_bytes = master->bytes.size();
    const std::string name = lower_case(master->path);
    const bool readable = ends_with(name, ".toml") || ends_with(name, ".txt");
    if (readable && core::is_utf8(master->bytes)) show_source(article, master->bytes);
    return article;
}

core::Result<std::shared_ptr<const Article>> ArticleCache::get(core::LibraryReader& reader,
                                                               const core::RevisionView& view) {
    // Addresses of attachments name document and revision, so equal trees are not enough.
    std::string key = view.content.tree.hex() + " " + view.id.text() + " " + view.revision.text();
    // Not everybody's view has every link.
    for (const auto& link : view.metadata.links) key += "\n" + link.first;
    if (auto known = find(key)) return known;
    MUNIMENT_TRY(const auto files, reader.files(view));
    MUNIMENT_TRY(auto made, make_article(view, files, {}));
    auto article = std::make_shared<const Article>(std::move(made));
    keep(key, article);
    return std::shared_ptr<const Article>(std::move(article));
}

std::shared_ptr<const Article> ArticleCache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->second;
}

void ArticleCache::keep(const std::string& key, const std::shared_ptr<const Article>& article) {
    const std::lock_guard lock(mutex_);
    if (article->html.size() > capacity_ / 8 || by_key_.count(key) > 0) return;
    entries_.emplace_front(key, article);
    by_key_[key] = entries_.begin();
    used_ += article->html.size();
    while (used_ > capacity_) {
        used_ -= entries_.back().second->html.size();
        by_key_.erase(entries_.back().first);
        entries_.pop_back();
    }
}

}  // namespace muniment::web
