// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/outline.h"

#include "core/rendition/heading_anchor.h"
#include "core/rendition/raw_html.h"
#include "core/rendition/utf8.h"

namespace muniment::core {
namespace {

constexpr std::size_t longest_path_entry = 200;

class OutlineBuilder {
  public:
    Outline build(const MarkdownTree& tree) {
        TreeWalk walk(tree.root());
        while (walk.next()) {
            if (walk.entering())
                enter(walk.node());
            else
                leave(walk.node());
        }
        end_section();
        return std::move(outline_);
    }

  private:
    void enter(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::heading:
                begin_section(node);
                break;
            case NodeKind::text:
            case NodeKind::code:
                add(literal_of(node));
                break;
            case NodeKind::html_inline:
                add(visible_html(literal_of(node)));
                break;
            case NodeKind::html_block:
                add_line(without_comments(literal_of(node)));
                break;
            case NodeKind::code_block:
                add_line(literal_of(node));
                break;
            case NodeKind::soft_break:
            case NodeKind::line_break:
                add(" ");
                break;
            default:
                break;
        }
    }

    void leave(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::paragraph:
            case NodeKind::table_row:
                add_line({});
                break;
            case NodeKind::table_cell:
                add(" ");
                break;
            case NodeKind::heading:
                add_line({});
                in_heading_ = false;
                break;
            default:
                break;
        }
    }

    static std::string visible_html(std::string_view literal) {
        return is_line_break_tag(literal) ? " " : without_comments(literal);
    }

    void add(std::string_view text) {
        outline_.text += text;
        if (!in_heading_) section_.text += text;
    }

    void add_line(std::string_view text) {
        add(text);
        if (!outline_.text.empty() && outline_.text.back() != '\n') outline_.text += '\n';
        if (!section_.text.empty() && section_.text.back() != '\n') section_.text += '\n';
    }

    void begin_section(cmark_node* node) {
        end_section();
        Heading heading;
        heading.level = cmark_node_get_heading_level(node);
        heading.text = inline_text(node);
        heading.anchor = anchors_.make(heading.text);
        while (!open_levels_.empty() && open_levels_.back() >= heading.level) {
            open_levels_.pop_back();
            path_.pop_back();
        }
        open_levels_.push_back(heading.level);
        path_.emplace_back(truncated_utf8(heading.text, longest_path_entry));
        section_ = Section{path_, heading.anchor, {}};
        in_heading_ = true;
        outline_.headings.push_back(std::move(heading));
    }

    void end_section() {
        if (section_.text.empty() && section_.anchor.empty()) return;
        outline_.sections.push_back(std::move(section_));
        section_ = Section{};
    }

    Outline outline_;
    Section section_;
    AnchorMaker anchors_;
    std::vector<std::string> path_;
    std::vector<int> open_levels_;
    bool in_heading_ = false;
};

}  // namespace

Outline outline_of(const MarkdownTree& tree) {
    return OutlineBuilder().build(tree);
}

}  // namespace muniment::core
