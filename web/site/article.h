// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/library_reader.h"
#include "core/rendition/markdown.h"

namespace muniment::web {

struct AttachmentInfo {
    std::string name;  ///< below `attachments/`
    std::size_t bytes = 0;
};

/// A revision's content as a page shows it.
struct Article {
    std::string html;  ///< safe in any page; empty when the master can only be downloaded
    std::vector<core::Heading> contents;
    bool repeats_title = false;  ///< the text begins with the document's title as a heading
    std::string file;            ///< name of the master when it is a file of its own format
    std::size_t file_bytes = 0;
    bool not_rendered = false;  ///< Markdown that is refused: shown as it is written
    std::vector<AttachmentInfo> attachments;
};

/// Renders a revision. Links mean what the metadata's [links] table says; what it does not know is
/// plain text. Pictures are shown inline if they are raster pictures. `suffix` follows the
/// addresses of documents, such as `?as-of=...`. Pure and thread-safe.
[[nodiscard]] core::Result<Article> make_article(const core::RevisionView& view,
                                                 const core::Files& files,
                                                 const std::string& suffix);

/// Whether a name ends like a raster picture that browsers show.
[[nodiscard]] bool is_raster_picture(std::string_view name);

/// Articles by content and by the links that the view has, the least used forgotten first.
/// Thread-safe.
class ArticleCache {
  public:
    /// `capacity`: bytes of HTML that are kept.
    explicit ArticleCache(std::size_t capacity = std::size_t{48} * 1024 * 1024)
        : capacity_(capacity) {}

    /// The article with the links of the view, from the cache or rendered. Errors: those of
    /// reading.
    [[nodiscard]] core::Result<std::shared_ptr<const Article>> get(core::LibraryReader& reader,
                                                                   const core::RevisionView& view);

  private:
    using Entry = std::pair<std::string, std::shared_ptr<const Article>>;

    std::shared_ptr<const Article> find(const std::string& key);
    void keep(const std::string& key, const std::shared_ptr<const Article>& article);

    std::size_t capacity_;
    std::mutex mutex_;
    std::size_t used_ = 0;
    std::list<Entry> entries_;  ///< last used first
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace muniment::web
