// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/redline_text.h"

#include "core/rendition/lines.h"

namespace muniment::core {
namespace {

/// The signs that Markdown would have for the block.
std::string signs_of(const Block& block) {
    std::string signs;
    for (int i = 0; i < block.quote_depth && i < 6; ++i) signs += "> ";
    for (int i = 1; i < block.list_depth && i < 6; ++i) signs += "  ";
    if (block.begins_item) signs += block.ordered ? std::to_string(block.number) + ". " : "- ";
    if (block.kind == BlockKind::heading)
        signs.append(static_cast<std::size_t>(block.level), '#').append(1, ' ');
    if (block.kind == BlockKind::rule) signs += "---";
    return signs;
}

/// Joins the words that stand in one of the texts.
class SideWriter {
  public:
    SideWriter(const TextNumbers& numbers, Mark own, bool shows_marks)
        : numbers_(numbers), own_(own), shows_marks_(shows_marks) {}

    void add(const MarkedWord& marked) {
        if (marked.mark != Mark::same && marked.mark != own_) return;
        const Word& word = *marked.word;
        const bool marks = shows_marks_ && marked.mark == own_;
        if (word.target != target_) name_target();
        if (in_mark_ && !marks) close();
        if (word.space_before) text_ += ' ';
        if (marks && !in_mark_) text_ += own_ == Mark::deleted ? "[-" : "{+";
        in_mark_ = marks;
        target_ = word.target;
        text_ += word.text;
        if ((word.style & cell_end) != 0) {
            close();
            text_ += " | ";
        }
        if ((word.style & line_end) != 0) {
            close();
            text_ += '\n';
        }
    }

    std::string take() {
        name_target();
        close();
        return std::move(text_);
    }

  private:
    void name_target() {
        if (target_ != 0) text_.append(" (").append(numbers_.text(target_)).append(1, ')');
        target_ = 0;
    }
    void close() {
        if (in_mark_) text_ += own_ == Mark::deleted ? "-]" : "+}";
        in_mark_ = false;
    }

    const TextNumbers& numbers_;
    Mark own_;
    bool shows_marks_;
    bool in_mark_ = false;
    std::uint32_t target_ = 0;
    std::string text_;
};

std::string side(const TextNumbers& numbers, const Block& block,
                 const std::vector<MarkedWord>& words, Mark own, bool shows_marks) {
    SideWriter writer(numbers, own, shows_marks);
    for (const MarkedWord& marked : words) writer.add(marked);
    return signs_of(block) + writer.take();
}

std::string with_prefix(std::string_view prefix, std::string_view block) {
    std::string text;
    for (const std::string_view line : lines_of(block))
        text.append(prefix).append(line).append(1, '\n');
    return text.empty() ? std::string(prefix) + '\n' : text;
}

}  // namespace

void RedlineText::add_same(std::string lines) {
    if (after_change_) {
        text_ += lines;
        after_change_ = false;
        return;
    }
    left_out_ = left_out_ || !waiting_.empty();
    waiting_ = std::move(lines);
}

void RedlineText::add(const AlignedBlocks& blocks, const std::vector<MarkedWord>& words) {
    if (blocks.same()) {
        add_same(with_prefix("  ", side(numbers_, *blocks.after, words, Mark::same, false)));
        return;
    }
    if (left_out_) text_ += "  ...\n";
    text_ += waiting_;
    waiting_.clear();
    left_out_ = false;
    after_change_ = true;
    const bool both = blocks.before != nullptr && blocks.after != nullptr;
    if (blocks.before != nullptr)
        text_ += with_prefix("- ", side(numbers_, *blocks.before, words, Mark::deleted, both));
    if (blocks.after != nullptr)
        text_ += with_prefix("+ ", side(numbers_, *blocks.after, words, Mark::inserted, both));
}

}  // namespace muniment::core
