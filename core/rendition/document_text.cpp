// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/document_text.h"

#include "core/rendition/front_matter.h"
#include "core/rendition/intricacy.h"
#include "core/rendition/markdown_tree.h"
#include "core/rendition/outline.h"
#include "core/rendition/unicode.h"
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

Result<Outline> read_outline(std::string_view body) {
    MUNIMENT_CHECK(check_intricacy(body));
    MUNIMENT_TRY(const MarkdownTree tree, MarkdownTree::parse(body));
    return outline_of(tree);
}

/// White space and control characters become single spaces; none at the ends.
std::string on_one_line(std::string_view text) {
    std::string line;
    bool gap = false;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        if (is_white_space(point.value) || point.value < 0x20 || point.value == 0x7F) {
            gap = true;
        } else {
            if (gap && !line.empty()) line += ' ';
            gap = false;
            append_utf8(line, point.value);
        }
        i += point.length;
    }
    return line;
}

}  // namespace

Result<std::string> title_of_document(std::string_view bytes) {
    const SplitDocument document = split_document(bytes);
    const FrontMatterFields fields = read_front_matter(document);
    for (const char* key : {"title", "name"})
        if (const auto value = fields.text(key); value && !on_one_line(*value).empty())
            return on_one_line(*value);
    MUNIMENT_TRY(const Outline outline, read_outline(document.body));
    return outline.headings.empty() ? std::string() : on_one_line(outline.headings.front().text);
}

Result<std::string> plain_text_of(std::string_view bytes) {
    MUNIMENT_TRY(Outline outline, read_outline(split_document(bytes).body));
    return std::move(outline.text);
}

}  // namespace muniment::core
