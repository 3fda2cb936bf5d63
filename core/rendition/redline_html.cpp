// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/redline_html.h"

#include <algorithm>

#include "core/rendition/html_escape.h"

namespace muniment::core {
namespace {

struct Tags {
    std::string open;
    std::string close;
};

std::string_view change_of(const AlignedBlocks& blocks) {
    if (blocks.before == nullptr) return "redline-inserted";
    if (blocks.after == nullptr) return "redline-deleted";
    return blocks.same() ? "redline-same" : "redline-changed";
}

Tags frame_of(const Block& block) {
    switch (block.kind) {
        case BlockKind::heading: {
            const std::string level = std::to_string(block.level);
            return {"<h" + level + ">", "</h" + level + ">"};
        }
        case BlockKind::code:
        case BlockKind::html:
        case BlockKind::front_matter:
            return {"<pre>", "</pre>"};
        case BlockKind::rule:
            return {"<hr />", ""};
        case BlockKind::paragraph:
        case BlockKind::table_row:
            break;
    }
    return {"<p>", "</p>"};
}

Tags item_of(const Block& block) {
    if (block.list_depth == 0) return {};
    const std::string depth =
        " class=\"redline-depth-" + std::to_string(std::min(block.list_depth, 6)) + "\"";
    if (!block.begins_item) return {"<div" + depth + ">", "</div>"};
    if (!block.ordered) return {"<ul" + depth + "><li>", "</li></ul>"};
    return {"<ol start=\"" + std::to_string(block.number) + "\"" + depth + "><li>", "</li></ol>"};
}

/// Writes marked words; markup of a run of words opens and closes with the run.
class WordWriter {
  public:
    WordWriter(const TextNumbers& numbers, std::string& html) : numbers_(numbers), html_(html) {}

    void add(const MarkedWord& marked) {
        const Word& word = *marked.word;
        const Run run{marked.mark, word.style & ~unsigned{line_end}, word.target};
        if (open_ && run == run_) {
            if (word.space_before) html_ += ' ';
        } else {
            close();
            if (word.space_before) html_ += ' ';
            open(run);
        }
        append_html_escaped(html_, word.text);
        if ((word.style & line_end) != 0) html_ += '\n';
    }

    void close() {
        if (!open_) return;
        for (auto tag = closing_.rbegin(); tag != closing_.rend(); ++tag) html_ += *tag;
        closing_.clear();
        open_ = false;
    }

  private:
    struct Run {
        Mark mark = Mark::same;
        unsigned style = 0;
        std::uint32_t target = 0;

        bool operator==(const Run&) const = default;
    };

    void open(const Run& run) {
        run_ = run;
        open_ = true;
        if (run.mark == Mark::inserted) wrap("<ins>", "</ins>");
        if (run.mark == Mark::deleted) wrap("<del>", "</del>");
        if (run.target != 0) wrap("<span class=\"redline-link\">", target_after(run) + "</span>");
        if ((run.style & strong) != 0) wrap("<strong>", "</strong>");
        if ((run.style & emphasised) != 0) wrap("<em>", "</em>");
        if ((run.style & struck_through) != 0) wrap("<s>", "</s>");
        if ((run.style & (code | raw_html)) != 0) wrap("<code>", "</code>");
    }

    void wrap(std::string_view tag, std::string close) {
        html_ += tag;
        closing_.push_back(std::move(close));
    }

    /// Where a changed link leads is part of the change.
    [[nodiscard]] std::string target_after(const Run& run) const {
        if (run.mark == Mark::same) return {};
        std::string text = " <span class=\"redline-target\">(";
        append_html_escaped(text, numbers_.text(run.target));
        return text + ")</span>";
    }

    const TextNumbers& numbers_;
    std::string& html_;
    Run run_;
    bool open_ = false;
    std::vector<std::string> closing_;
};

}  // namespace

void RedlineHtml::close_table() {
    if (in_table_) html_ += "</tbody></table></div>\n";
    in_table_ = false;
}

void RedlineHtml::add_row(std::string_view change, const std::vector<MarkedWord>& words) {
    if (!in_table_) html_ += "<div class=\"table-scroll\" tabindex=\"0\"><table><tbody>\n";
    in_table_ = true;
    html_.append("<tr class=\"").append(change).append("\">");
    WordWriter writer(numbers_, html_);
    bool in_cell = false;
    for (const MarkedWord& marked : words) {
        if (!in_cell) html_ += "<td>";
        in_cell = (marked.word->style & cell_end) == 0;
        if (in_cell) {
            writer.add(marked);
        } else {
            writer.close();
            html_ += "</td>";
        }
    }
    html_ += "</tr>\n";
}

void RedlineHtml::add(const AlignedBlocks& blocks, const std::vector<MarkedWord>& words) {
    const Block& block = blocks.after != nullptr ? *blocks.after : *blocks.before;
    const std::string_view change = change_of(blocks);
    if (block.kind == BlockKind::table_row) {
        add_row(change, words);
        return;
    }
    close_table();
    const Tags frame = frame_of(block);
    const Tags item = item_of(block);
    const bool quoted = block.quote_depth > 0;
    html_.append("<div class=\"").append(change).append("\">");
    html_.append(quoted ? "<blockquote>" : "").append(item.open).append(frame.open);
    WordWriter writer(numbers_, html_);
    for (const MarkedWord& marked : words) writer.add(marked);
    writer.close();
    html_.append(frame.close).append(item.close).append(quoted ? "</blockquote>" : "");
    html_ += "</div>\n";
}

std::string RedlineHtml::take() {
    close_table();
    return std::move(html_);
}

}  // namespace muniment::core
