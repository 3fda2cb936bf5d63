// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/blocks.h"

#include <cmark-gfm-core-extensions.h>

#include "core/rendition/front_matter.h"
#include "core/rendition/intricacy.h"
#include "core/rendition/lines.h"
#include "core/rendition/markdown_tree.h"
#include "core/rendition/words.h"

namespace muniment::core {
namespace {

/// What has no words of its own still shows, and can change.
constexpr std::string_view picture_sign = "\xE2\x96\xA3";

class BlockCollector {
  public:
    BlockCollector(TextNumbers& numbers, std::size_t lines_before)
        : numbers_(numbers), lines_before_(lines_before) {}

    void add_front_matter(const SplitDocument& document) {
        std::size_t line = document.front_matter_line;
        for (const std::string_view text : lines_of(document.front_matter)) {
            block_ = Block();
            block_.kind = BlockKind::front_matter;
            block_.first_line = block_.last_line = line++;
            add_words(text);
            finish();
        }
    }

    void add_body(const MarkdownTree& tree) {
        TreeWalk walk(tree.root());
        while (walk.next()) {
            if (walk.entering())
                enter(walk.node());
            else
                leave(walk.node());
        }
    }

    std::vector<Block> take() { return std::move(blocks_); }

  private:
    struct List {
        bool ordered;
        int next_number;
    };

    void enter(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::block_quote:
                ++quote_depth_;
                break;
            case NodeKind::list:
                open_list(node);
                break;
            case NodeKind::item:
                open_item(node);
                break;
            case NodeKind::paragraph:
                begin(node, BlockKind::paragraph);
                break;
            case NodeKind::heading:
                begin(node, BlockKind::heading);
                block_.level = cmark_node_get_heading_level(node);
                break;
            case NodeKind::table_row:
                begin(node, BlockKind::table_row);
                break;
            case NodeKind::thematic_break:
                begin(node, BlockKind::rule);
                finish();
                break;
            case NodeKind::code_block:
                literal(node, BlockKind::code, code);
                break;
            case NodeKind::html_block:
                literal(node, BlockKind::html, raw_html);
                break;
            default:
                enter_inline(node);
                break;
        }
    }

    void enter_inline(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::text:
                add_words(literal_of(node));
                break;
            case NodeKind::code:
                add_styled(literal_of(node), code);
                break;
            case NodeKind::html_inline:
                add_styled(literal_of(node), raw_html);
                break;
            case NodeKind::soft_break:
            case NodeKind::line_break:
                space_ = true;
                break;
            case NodeKind::emphasis:
                ++depth_of(emphasised);
                break;
            case NodeKind::strong:
                ++depth_of(strong);
                break;
            case NodeKind::strikethrough:
                ++depth_of(struck_through);
                break;
            case NodeKind::link:
                target_ = numbers_.number(url_of(node));
                break;
            case NodeKind::image:
                open_image(node);
                break;
            default:
                break;
        }
    }

    void leave(cmark_node* node) {
        switch (kind_of(node)) {
            case NodeKind::block_quote:
                --quote_depth_;
                break;
            case NodeKind::list:
                lists_.pop_back();
                break;
            case NodeKind::paragraph:
            case NodeKind::heading:
            case NodeKind::table_row:
                finish();
                break;
            case NodeKind::table_cell:
                block_.words.push_back({{}, cell_end, 0, false});
                space_ = false;
                break;
            case NodeKind::emphasis:
                --depth_of(emphasised);
                break;
            case NodeKind::strong:
                --depth_of(strong);
                break;
            case NodeKind::strikethrough:
                --depth_of(struck_through);
                break;
            case NodeKind::link:
                target_ = 0;
                break;
            case NodeKind::image:
                close_image();
                break;
            default:
                break;
        }
    }

    int& depth_of(WordStyle style) {
        if (style == emphasised) return emphasis_depth_;
        return style == strong ? strong_depth_ : strike_depth_;
    }

    [[nodiscard]] unsigned style() const {
        return (emphasis_depth_ > 0 ? emphasised : 0U) | (strong_depth_ > 0 ? strong : 0U) |
               (strike_depth_ > 0 ? struck_through : 0U) | (image_targets_.empty() ? 0U : picture);
    }
    [[nodiscard]] std::uint32_t target() const {
        return image_targets_.empty() ? target_ : image_targets_.back();
    }

    void add_words(std::string_view text) { add_styled(text, 0); }
    void add_styled(std::string_view text, unsigned extra) {
        append_words(block_.words, text, style() | extra, target(), space_);
    }

    void open_list(cmark_node* node) {
        lists_.push_back({cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                          cmark_node_get_list_start(node)});
    }

    void open_item(cmark_node* node) {
        item_begins_ = true;
        item_number_ = lists_.back().next_number++;
        item_is_task_ = is_task(node);
        item_is_done_ = item_is_task_ && cmark_gfm_extensions_get_tasklist_item_checked(node);
    }

    void open_image(cmark_node* node) {
        image_targets_.push_back(numbers_.number(url_of(node)));
        add_words(picture_sign);
    }
    void close_image() { image_targets_.pop_back(); }

    void begin(cmark_node* node, BlockKind kind) {
        block_ = Block();
        block_.kind = kind;
        block_.list_depth = static_cast<int>(lists_.size());
        block_.quote_depth = quote_depth_;
        block_.first_line =
            lines_before_ + static_cast<std::size_t>(cmark_node_get_start_line(node));
        block_.last_line = lines_before_ + static_cast<std::size_t>(cmark_node_get_end_line(node));
        space_ = false;
        if (lists_.empty()) return;
        block_.ordered = lists_.back().ordered;
        block_.begins_item = item_begins_;
        block_.number = item_number_;
        if (item_begins_ && item_is_task_) add_words(item_is_done_ ? "[x] " : "[ ] ");
        item_begins_ = false;
    }

    void literal(cmark_node* node, BlockKind kind, unsigned style) {
        begin(node, kind);
        for (const std::string_view line : lines_of(literal_of(node))) {
            const std::size_t indent = line.find_first_not_of(' ');
            if (indent != std::string_view::npos && indent > 0)
                block_.words.push_back({std::string(line.substr(0, indent)), style, 0, false});
            space_ = false;
            add_styled(indent == std::string_view::npos ? line : line.substr(indent), style);
            block_.words.push_back({{}, style | line_end, 0, false});
        }
        finish();
    }

    void finish() {
        std::string key = std::to_string(static_cast<int>(block_.kind)) + ' ' +
                          std::to_string(block_.level) + ' ' + std::to_string(block_.list_depth) +
                          (block_.ordered ? " o" : " ") + (block_.begins_item ? "i " : " ") +
                          std::to_string(block_.quote_depth);
        for (const Word& word : block_.words) {
            const std::uint32_t id = numbers_.number("w" + std::to_string(word.style) + ' ' +
                                                     std::to_string(word.target) + ' ' + word.text);
            block_.word_ids.push_back(id);
            key.append(1, ' ').append(std::to_string(id));
        }
        block_.id = numbers_.number("b" + key);
        blocks_.push_back(std::move(block_));
        block_ = Block();
        space_ = false;
    }

    TextNumbers& numbers_;
    std::size_t lines_before_;
    std::vector<Block> blocks_;
    Block block_;
    std::vector<List> lists_;
    std::vector<std::uint32_t> image_targets_;
    std::uint32_t target_ = 0;
    int quote_depth_ = 0;
    int emphasis_depth_ = 0;
    int strong_depth_ = 0;
    int strike_depth_ = 0;
    int item_number_ = 0;
    bool item_begins_ = false;
    bool item_is_task_ = false;
    bool item_is_done_ = false;
    bool space_ = false;
};

}  // namespace

std::uint32_t TextNumbers::number(std::string_view text) {
    if (texts_.empty()) texts_.push_back(&numbers_.emplace(std::string(), 0).first->first);
    const auto next = static_cast<std::uint32_t>(texts_.size());
    const auto [place, added] = numbers_.try_emplace(std::string(text), next);
    if (added) texts_.push_back(&place->first);
    return place->second;
}

Result<std::vector<Block>> blocks_of(std::string_view bytes, TextNumbers& numbers) {
    const SplitDocument document = split_document(bytes);
    MUNIMENT_CHECK(check_intricacy(document.body));
    MUNIMENT_TRY(const MarkdownTree tree, MarkdownTree::parse(document.body));
    BlockCollector collector(numbers, document.body_line - 1);
    collector.add_front_matter(document);
    collector.add_body(tree);
    return collector.take();
}

}  // namespace muniment::core
