// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"

namespace muniment::core {

/// How a word looks; bits of Word::style.
enum WordStyle : unsigned {
    emphasised = 1U,
    strong = 2U,
    code = 4U,
    struck_through = 8U,
    picture = 16U,
    raw_html = 32U,
    cell_end = 64U,  ///< no word: the end of a table cell
    line_end = 128U  ///< no word: the end of a line of code
};

/// Numbers texts, so that comparing costs one comparison of numbers. One is shared by everything
/// that is compared with each other. Not thread-safe.
class TextNumbers {
  public:
    [[nodiscard]] std::uint32_t number(std::string_view text);
    [[nodiscard]] const std::string& text(std::uint32_t number) const { return *texts_[number]; }

  private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<const std::string*> texts_;
};

/// A word, a punctuation mark, or one character of a script without spaces.
struct Word {
    std::string text;
    unsigned style = 0;
    std::uint32_t target = 0;   ///< TextNumbers of the link's or picture's target; 0 is none
    bool space_before = false;  ///< does not count when comparing
};

enum class BlockKind { paragraph, heading, code, html, table_row, rule, front_matter };

/// A paragraph or its like: the least part that is compared and traced.
struct Block {
    BlockKind kind = BlockKind::paragraph;
    int level = 0;               ///< of a heading
    int list_depth = 0;          ///< 0 outside of lists
    bool begins_item = false;    ///< first block of a list item
    bool ordered = false;        ///< the innermost list is numbered
    int number = 0;              ///< of the item; does not count when comparing
    int quote_depth = 0;         ///< block quotes around it
    std::size_t first_line = 0;  ///< in the file as stored, from 1
    std::size_t last_line = 0;
    std::vector<Word> words;
    std::vector<std::uint32_t> word_ids;  ///< equal numbers: equal words, looks and targets
    std::uint32_t id = 0;                 ///< equal numbers: equal blocks
};

/// The blocks of a document as stored, front matter (a block for each line) included.
/// invalid_argument as render_markdown.
[[nodiscard]] Result<std::vector<Block>> blocks_of(std::string_view bytes, TextNumbers& numbers);

}  // namespace muniment::core
