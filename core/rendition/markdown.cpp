// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/markdown.h"

#include "core/rendition/html_writer.h"
#include "core/rendition/intricacy.h"
#include "core/rendition/markdown_tree.h"
#include "core/rendition/outline.h"

namespace muniment::core {

Result<Rendition> render_markdown(std::string_view body, const RenderOptions& options) {
    MUNIMENT_CHECK(check_intricacy(body));
    MUNIMENT_TRY(const MarkdownTree tree, MarkdownTree::parse(body));
    Outline outline = outline_of(tree);
    WrittenHtml written = write_html(tree, outline, options.resolve);
    Rendition rendition;
    rendition.html = std::move(written.html);
    rendition.text = std::move(outline.text);
    rendition.sections = std::move(outline.sections);
    rendition.links = std::move(written.links);
    rendition.images = std::move(written.images);
    rendition.contents = std::move(outline.headings);
    return rendition;
}

}  // namespace muniment::core
