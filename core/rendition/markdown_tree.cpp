// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/markdown_tree.h"

#include <array>
#include <mutex>

#include <cmark-gfm-core-extensions.h>

#include "core/rendition/raw_html.h"
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

constexpr std::size_t largest_markdown = 64UL << 20U;

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
using Parser = std::unique_ptr<cmark_parser, FreeParser>;

std::mutex& library_mutex() {
    static std::mutex mutex;
    return mutex;
}

/// Looks the extensions up once: their registry is not made for threads.
const std::array<cmark_syntax_extension*, 4>& extensions() {
    static const std::array<cmark_syntax_extension*, 4> found = [] {
        cmark_gfm_core_extensions_ensure_registered();
        return std::array<cmark_syntax_extension*, 4>{
            cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"),
            cmark_find_syntax_extension("autolink"), cmark_find_syntax_extension("tasklist")};
    }();
    return found;
}

/// cmark-gfm sets and clears the extensions' special characters in a table of the whole process
/// while it parses inlines, so only one thread may be in that step.
cmark_node* finish(cmark_parser* parser) {
    const std::lock_guard lock(library_mutex());
    return cmark_parser_finish(parser);
}

NodeKind extension_kind(cmark_node* node) {
    const std::string_view name = cmark_node_get_type_string(node);
    if (name == "table_cell") return NodeKind::table_cell;
    if (name == "table_row" || name == "table_header") return NodeKind::table_row;
    if (name == "table") return NodeKind::table;
    if (name == "strikethrough") return NodeKind::strikethrough;
    return NodeKind::other;
}

std::string_view view_of(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

}  // namespace

NodeKind kind_of(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
        case CMARK_NODE_DOCUMENT:
            return NodeKind::document;
        case CMARK_NODE_BLOCK_QUOTE:
            return NodeKind::block_quote;
        case CMARK_NODE_LIST:
            return NodeKind::list;
        case CMARK_NODE_ITEM:
            return NodeKind::item;
        case CMARK_NODE_CODE_BLOCK:
            return NodeKind::code_block;
        case CMARK_NODE_HTML_BLOCK:
            return NodeKind::html_block;
        case CMARK_NODE_PARAGRAPH:
            return NodeKind::paragraph;
        case CMARK_NODE_HEADING:
            return NodeKind::heading;
        case CMARK_NODE_THEMATIC_BREAK:
            return NodeKind::thematic_break;
        case CMARK_NODE_TEXT:
            return NodeKind::text;
        case CMARK_NODE_SOFTBREAK:
            return NodeKind::soft_break;
        case CMARK_NODE_LINEBREAK:
            return NodeKind::line_break;
        case CMARK_NODE_CODE:
            return NodeKind::code;
        case CMARK_NODE_HTML_INLINE:
            return NodeKind::html_inline;
        case CMARK_NODE_EMPH:
            return NodeKind::emphasis;
        case CMARK_NODE_STRONG:
            return NodeKind::strong;
        case CMARK_NODE_LINK:
            return NodeKind::link;
        case CMARK_NODE_IMAGE:
            return NodeKind::image;
        default:
            return extension_kind(node);
    }
}

std::string_view literal_of(cmark_node* node) {
    return view_of(cmark_node_get_literal(node));
}
std::string_view url_of(cmark_node* node) {
    return view_of(cmark_node_get_url(node));
}
std::string_view title_of(cmark_node* node) {
    return view_of(cmark_node_get_title(node));
}

bool is_task(cmark_node* item) {
    return std::string_view(cmark_node_get_type_string(item)) == "tasklist";
}

Result<MarkdownTree> MarkdownTree::parse(std::string_view markdown) {
    if (const auto bad = first_invalid_utf8(markdown); bad != std::string_view::npos)
        return fail(ErrorCode::invalid_argument,
                    "The text is not UTF-8 at byte " + std::to_string(bad),
                    "Save the file as UTF-8 and give it again.");
    if (markdown.size() > largest_markdown)
        return fail(ErrorCode::invalid_argument, "The text is larger than 64 MiB",
                    "Keep large data as an attachment.");
    const auto& attached = extensions();
    const Parser parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    for (cmark_syntax_extension* extension : attached) {
        if (extension == nullptr)
            return fail(ErrorCode::internal, "cmark-gfm lacks an extension that Muniment uses",
                        "Install the complete cmark-gfm libraries.");
        cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
    cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
    return MarkdownTree(finish(parser.get()));
}

std::string inline_text(cmark_node* block) {
    std::string text;
    TreeWalk walk(block);
    while (walk.next()) {
        if (!walk.entering()) continue;
        switch (kind_of(walk.node())) {
            case NodeKind::text:
            case NodeKind::code:
                text += literal_of(walk.node());
                break;
            case NodeKind::html_inline:
                text += without_comments(literal_of(walk.node()));
                break;
            case NodeKind::soft_break:
            case NodeKind::line_break:
                text += ' ';
                break;
            default:
                break;
        }
    }
    return text;
}

}  // namespace muniment::core
