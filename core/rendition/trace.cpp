// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/trace.h"

#include <algorithm>
#include <unordered_map>

#include "core/rendition/blocks.h"
#include "core/rendition/sequence_diff.h"

namespace muniment::core {
namespace {

constexpr std::uint64_t steps_per_revision = 20'000'000;

using Ids = std::vector<std::uint32_t>;
using Origins = std::vector<std::size_t>;

struct Revision {
    std::vector<Block> blocks;
    Ids ids;
    Origins origins;
};

Ids ids_of(const std::vector<Block>& blocks) {
    Ids ids(blocks.size());
    std::transform(blocks.begin(), blocks.end(), ids.begin(),
                   [](const Block& block) { return block.id; });
    return ids;
}

/// Gives `next` the origins of what it has from `before`: first in order, then what has moved.
void inherit(const Revision& before, Revision& next) {
    std::vector<bool> kept(before.ids.size(), false);
    std::vector<bool> found(next.ids.size(), false);
    WorkBudget budget(steps_per_revision);
    for (const EqualRun& run : equal_runs(before.ids, next.ids, budget))
        for (std::size_t i = 0; i < run.length; ++i) {
            next.origins[run.new_begin + i] = before.origins[run.old_begin + i];
            kept[run.old_begin + i] = found[run.new_begin + i] = true;
        }
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> moved;
    for (std::size_t i = before.ids.size(); i-- > 0;)
        if (!kept[i]) moved[before.ids[i]].push_back(before.origins[i]);
    for (std::size_t i = 0; i < next.ids.size(); ++i) {
        const auto place = found[i] ? moved.end() : moved.find(next.ids[i]);
        if (place == moved.end() || place->second.empty()) continue;
        next.origins[i] = place->second.back();
        place->second.pop_back();
    }
}

}  // namespace

Result<std::vector<TracedParagraph>> trace_paragraphs(const std::vector<RevisionText>& chain) {
    TextNumbers numbers;
    Revision last;
    for (const RevisionText& text : chain) {
        Revision next;
        MUNIMENT_TRY(next.blocks, blocks_of(text.bytes, numbers));
        next.ids = ids_of(next.blocks);
        next.origins.assign(next.ids.size(), text.revision);
        inherit(last, next);
        last = std::move(next);
    }
    std::vector<TracedParagraph> paragraphs;
    for (std::size_t i = 0; i < last.blocks.size(); ++i) {
        const Block& block = last.blocks[i];
        if (block.kind != BlockKind::front_matter)
            paragraphs.push_back({block.first_line, block.last_line, last.origins[i]});
    }
    return paragraphs;
}

}  // namespace muniment::core
