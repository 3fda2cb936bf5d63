// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/html_writer.h"

#include <cmark-gfm-core-extensions.h>

#include "core/rendition/html_escape.h"
#include "core/rendition/link_rewriter.h"
#include "core/rendition/raw_html.h"
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

constexpr std::size_t longest_label = 100;

bool is_tight(cmark_node* paragraph) {
    cmark_node* item = cmark_node_parent(paragraph);
    cmark_node* list = item == nullptr ? nullptr : cmark_node_parent(item);
    return list != nullptr && kind_of(list) == NodeKind::list &&
           cmark_node_get_list_tight(list) != 0;
}

std::string_view alignment_of(cmark_node* table, std::size_t column) {
    const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(table);
    if (alignments == nullptr || column >= cmark_gfm_extensions_get_table_columns(table)) return {};
    switch (alignments[column]) {
        case 'l':
            return " align=\"left\"";
        case 'c':
            return " align=\"center\"";
        case 'r':
            return " align=\"right\"";
        default:
            return {};
    }
}

bool is_head(cmark_node* row) {
    return cmark_gfm_extensions_get_table_row_is_header(row) != 0;
}

/// The first word of a code block's fence, up to any sign that could end a class name.
std::string_view language_of(cmark_node* code_block) {
    const char* info = cmark_node_get_fence_info(code_block);
    const std::string_view text = info == nullptr ? std::string_view() : info;
    std::size_t end = 0;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > 0x20U) ++end;
    return text.substr(0, end);
}

class HtmlWriter {
  public:
    HtmlWriter(const Outline& outline, const LinkResolver& resolve)
        : outline_(outline), links_(outline, resolve) {}

    WrittenHtml write(const MarkdownTree& tree) {
        out().reserve(outline_.text.size() * 2);
        TreeWalk walk(tree.root());
        while (walk.next()) {
            cmark_node* node = walk.node();
            if (image_depth_ > 0)
                inside_image(node, walk.entering());
            else if (walk.entering())
                enter(node);
            else
                leave(node);
        }
        return std::move(written_);
    }

  private:
    std::string& out() { return written_.html; }

    void new_line() {
        if (!out().empty() && out().back() != '\n') out() += '\n';
    }
    void open_line(std::string_view tag) {
        new_line();
        out() += tag;
    }
    void close_line(std::string_view tag) {
        out() += tag;
        out() += '\n';
    }
    void text(std::string_view plain) { append_html_escaped(out(), plain); }
    void attribute(std::string_view name, std::string_view value) {
        out().append(1, ' ').append(name).append("=\"");
        text(value);
        out() += '"';
    }
    void address(std::string_view name, std::string_view value) {
        out().append(1, ' ').append(name).append("=\"");
        append_href_escaped(out(), value);
        out() += '"';
    }

    void enter(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::block_quote:
                open_line("<blockquote>\n");
                break;
            case NodeKind::list:
                open_list(node);
                break;
            case NodeKind::item:
                open_item(node);
                break;
            case NodeKind::heading:
                open_heading(node);
                break;
            case NodeKind::paragraph:
                if (!is_tight(node)) open_line("<p>");
                break;
            case NodeKind::code_block:
                code_block(node);
                break;
            case NodeKind::html_block:
                html_block(node);
                break;
            case NodeKind::thematic_break:
                open_line("<hr />\n");
                break;
            case NodeKind::table:
                open_line("<div class=\"table-scroll\" tabindex=\"0\"><table>");
                break;
            case NodeKind::table_row:
                open_row(node);
                break;
            case NodeKind::table_cell:
                open_cell(node);
                break;
            default:
                enter_inline(node);
                break;
        }
    }

    void enter_inline(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::text:
                text(literal_of(node));
                break;
            case NodeKind::soft_break:
                out() += '\n';
                break;
            case NodeKind::line_break:
                out() += "<br />\n";
                break;
            case NodeKind::code:
                out() += "<code>";
                text(literal_of(node));
                out() += "</code>";
                break;
            case NodeKind::html_inline:
                html_inline(literal_of(node));
                break;
            case NodeKind::emphasis:
                out() += "<em>";
                break;
            case NodeKind::strong:
                out() += "<strong>";
                break;
            case NodeKind::strikethrough:
                out() += "<del>";
                break;
            case NodeKind::link:
                open_link(node);
                break;
            case NodeKind::image:
                begin_image();
                break;
            default:
                break;
        }
    }

    void leave(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::block_quote:
                new_line();
                close_line("</blockquote>");
                break;
            case NodeKind::list:
                close_line(is_bullet(node) ? "</ul>" : "</ol>");
                break;
            case NodeKind::item:
                close_line("</li>");
                break;
            case NodeKind::heading:
                close_heading(node);
                break;
            case NodeKind::paragraph:
                if (!is_tight(node)) close_line("</p>");
                break;
            case NodeKind::table:
                close_table(node);
                break;
            case NodeKind::table_row:
                close_row(node);
                break;
            case NodeKind::table_cell:
                out() += is_head(cmark_node_parent(node)) ? "</th>" : "</td>";
                break;
            case NodeKind::emphasis:
                out() += "</em>";
                break;
            case NodeKind::strong:
                out() += "</strong>";
                break;
            case NodeKind::strikethrough:
                out() += "</del>";
                break;
            case NodeKind::link:
                close_link();
                break;
            default:
                break;
        }
    }

    static bool is_bullet(cmark_node* list) {
        return cmark_node_get_list_type(list) == CMARK_BULLET_LIST;
    }

    void open_list(cmark_node* node) {
        new_line();
        if (is_bullet(node)) {
            out() += "<ul>\n";
            return;
        }
        const int start = cmark_node_get_list_start(node);
        out() += "<ol";
        if (start != 1) attribute("start", std::to_string(start));
        out() += ">\n";
    }

    void open_item(cmark_node* node) {
        open_line("<li>");
        if (!is_task(node)) return;
        cmark_node* first = cmark_node_first_child(node);
        const bool has_text = first != nullptr && kind_of(first) == NodeKind::paragraph;
        const std::string label = has_text ? inline_text(first) : std::string();
        out() += "<input type=\"checkbox\"";
        if (cmark_gfm_extensions_get_tasklist_item_checked(node)) out() += " checked=\"\"";
        out() += " disabled=\"\"";
        attribute("aria-label", truncated_utf8(label, longest_label));
        out() += " /> ";
    }

    void open_heading(cmark_node* node) {
        open_line("<h" + std::to_string(cmark_node_get_heading_level(node)));
        attribute("id", outline_.headings[heading_++].anchor);
        out() += '>';
    }

    void close_heading(cmark_node* node) {
        close_line("</h" + std::to_string(cmark_node_get_heading_level(node)) + ">");
    }

    void code_block(cmark_node* node) {
        open_line("<pre><code");
        const std::string_view language = language_of(node);
        if (!language.empty()) attribute("class", "language-" + std::string(language));
        out() += '>';
        text(literal_of(node));
        close_line("</code></pre>");
    }

    void html_block(cmark_node* node) {
        const std::string visible = without_comments(literal_of(node));
        if (visible.find_first_not_of(" \t\r\n") == std::string::npos) return;
        open_line("<pre class=\"raw-html\">");
        text(visible);
        close_line("</pre>");
    }

    void html_inline(std::string_view literal) {
        if (is_line_break_tag(literal))
            out() += "<br />";
        else
            text(without_comments(literal));
    }

    void open_row(cmark_node* row) {
        cmark_node* before = cmark_node_previous(row);
        if (is_head(row))
            open_line("<thead>\n");
        else if (before == nullptr || is_head(before))
            open_line("<tbody>\n");
        open_line("<tr>");
        column_ = 0;
    }

    void close_row(cmark_node* row) {
        new_line();
        close_line("</tr>");
        if (is_head(row)) close_line("</thead>");
    }

    void open_cell(cmark_node* cell) {
        open_line(is_head(cmark_node_parent(cell)) ? "<th scope=\"col\"" : "<td");
        out() += alignment_of(cmark_node_parent(cmark_node_parent(cell)), column_++);
        out() += '>';
    }

    void close_table(cmark_node* table) {
        cmark_node* last = cmark_node_last_child(table);
        if (last != nullptr && !is_head(last)) close_line("</tbody>");
        close_line("</table></div>");
    }

    void open_link(cmark_node* node) {
        const RewrittenLink link = links_.link(url_of(node));
        written_.links.push_back(
            {std::string(url_of(node)), inline_text(node), link.kind, link.address.has_value()});
        link_is_anchor_ = link.address.has_value();
        if (!link.address) {
            out() += link.kind == TargetKind::refused ? "<span class=\"refused-link\">"
                                                      : "<span class=\"unresolved-link\">";
            return;
        }
        out() += "<a";
        address("href", *link.address);
        if (!title_of(node).empty()) attribute("title", title_of(node));
        if (link.kind == TargetKind::web) attribute("rel", "noopener noreferrer");
        out() += '>';
    }

    // Markdown has no link inside a link, so one flag is enough.
    void close_link() { out() += link_is_anchor_ ? "</a>" : "</span>"; }

    void begin_image() {
        image_depth_ = 1;
        image_alternative_.clear();
    }

    /// A picture's text becomes its alternative, so nothing in it is markup.
    void inside_image(cmark_node* node, bool entering) {
        switch (kind_of(node)) {
            case NodeKind::image:
                image_depth_ += entering ? 1 : -1;
                if (image_depth_ == 0) end_image(node);
                break;
            case NodeKind::text:
            case NodeKind::code:
            case NodeKind::html_inline:
                image_alternative_ += literal_of(node);
                break;
            case NodeKind::soft_break:
            case NodeKind::line_break:
                image_alternative_ += ' ';
                break;
            default:
                break;
        }
    }

    void end_image(cmark_node* node) {
        const RewrittenLink image = links_.image(url_of(node));
        if (image.address) {
            out() += "<img";
            address("src", *image.address);
            attribute("alt", image_alternative_);
            if (!title_of(node).empty()) attribute("title", title_of(node));
            out() += " />";
        } else {
            out() += image.kind == TargetKind::refused ? "<span class=\"refused-link\">"
                                                       : "<span class=\"unresolved-link\">";
            text(image_alternative_);
            out() += "</span>";
        }
        written_.images.push_back(
            {std::string(url_of(node)), image_alternative_, image.kind, image.address.has_value()});
    }

    const Outline& outline_;
    LinkRewriter links_;
    WrittenHtml written_;
    std::size_t heading_ = 0;
    std::size_t column_ = 0;
    bool link_is_anchor_ = false;
    int image_depth_ = 0;
    std::string image_alternative_;
};

}  // namespace

WrittenHtml write_html(const MarkdownTree& tree, const Outline& outline,
                       const LinkResolver& resolve) {
    return HtmlWriter(outline, resolve).write(tree);
}

}  // namespace muniment::core
