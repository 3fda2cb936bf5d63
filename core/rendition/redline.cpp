// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/redline.h"

#include "core/rendition/alignment.h"
#include "core/rendition/redline_html.h"
#include "core/rendition/redline_text.h"
#include "core/rendition/word_changes.h"
#include "core/rendition/words.h"

namespace muniment::core {
namespace {

constexpr std::uint64_t most_steps = 50'000'000;

void count(Redline& redline, const AlignedBlocks& blocks, const std::vector<MarkedWord>& words) {
    if (blocks.same()) return;
    if (blocks.before == nullptr)
        ++redline.paragraphs_inserted;
    else if (blocks.after == nullptr)
        ++redline.paragraphs_deleted;
    else
        ++redline.paragraphs_changed;
    for (const MarkedWord& marked : words) {
        if (!is_counted(*marked.word)) continue;
        redline.words_inserted += marked.mark == Mark::inserted ? 1 : 0;
        redline.words_deleted += marked.mark == Mark::deleted ? 1 : 0;
    }
}

}  // namespace

Result<Redline> compare_documents(std::string_view old_bytes, std::string_view new_bytes) {
    TextNumbers numbers;
    MUNIMENT_TRY(const std::vector<Block> old_blocks, blocks_of(old_bytes, numbers));
    MUNIMENT_TRY(const std::vector<Block> new_blocks, blocks_of(new_bytes, numbers));
    WorkBudget budget(most_steps);
    Redline redline;
    RedlineHtml html(numbers);
    RedlineText text(numbers);
    for (const AlignedBlocks& blocks : align_blocks(old_blocks, new_blocks, budget)) {
        const std::vector<MarkedWord> words = word_changes(blocks, budget);
        count(redline, blocks, words);
        html.add(blocks, words);
        text.add(blocks, words);
    }
    redline.html = html.take();
    redline.text = text.take();
    redline.same_bytes = old_bytes == new_bytes;
    return redline;
}

}  // namespace muniment::core
