// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <cmark-gfm.h>

#include "core/result.h"

namespace muniment::core {

/// What a node is; the extensions' kinds beside the library's own.
enum class NodeKind {
    document,
    block_quote,
    list,
    item,
    code_block,
    html_block,
    paragraph,
    heading,
    thematic_break,
    table,
    table_row,
    table_cell,
    text,
    soft_break,
    line_break,
    code,
    html_inline,
    emphasis,
    strong,
    strikethrough,
    link,
    image,
    other,
};

[[nodiscard]] NodeKind kind_of(cmark_node* node);
[[nodiscard]] std::string_view literal_of(cmark_node* node);
[[nodiscard]] std::string_view url_of(cmark_node* node);
[[nodiscard]] std::string_view title_of(cmark_node* node);
/// Whether a list item has a check box.
[[nodiscard]] bool is_task(cmark_node* item);

/// Owns a parsed document. Several threads may parse at once; one tree belongs to one thread.
class MarkdownTree {
  public:
    /// Parses GitHub-flavoured Markdown (tables, strikethrough, autolinks, tasks; no footnotes).
    /// invalid_argument: not UTF-8, or above 64 MiB.
    static Result<MarkdownTree> parse(std::string_view markdown);

    [[nodiscard]] cmark_node* root() const { return root_.get(); }

  private:
    struct Free {
        void operator()(cmark_node* node) const { cmark_node_free(node); }
    };

    explicit MarkdownTree(cmark_node* root) : root_(root) {}

    std::unique_ptr<cmark_node, Free> root_;
};

/// Depth-first walk without recursion, so that nesting costs no stack.
class TreeWalk {
  public:
    explicit TreeWalk(cmark_node* top) : iterator_(cmark_iter_new(top)) {}

    /// Goes to the next visit; false at the end.
    bool next() {
        event_ = cmark_iter_next(iterator_.get());
        return event_ != CMARK_EVENT_DONE;
    }
    [[nodiscard]] bool entering() const { return event_ == CMARK_EVENT_ENTER; }
    [[nodiscard]] cmark_node* node() const { return cmark_iter_get_node(iterator_.get()); }

  private:
    struct Free {
        void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
    };

    std::unique_ptr<cmark_iter, Free> iterator_;
    cmark_event_type event_ = CMARK_EVENT_NONE;
};

/// The text of the inline nodes under `block`, line breaks as one space.
[[nodiscard]] std::string inline_text(cmark_node* block);

}  // namespace muniment::core
