// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/line_difference.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/rendition/lines.h"
#include "core/rendition/sequence_diff.h"

namespace muniment::core {
namespace {

constexpr std::uint64_t most_steps = 10'000'000;

using Lines = std::vector<std::string_view>;
using LineNumbers = std::unordered_map<std::string_view, std::uint32_t>;

std::vector<std::uint32_t> numbered(const Lines& lines, LineNumbers& numbers) {
    std::vector<std::uint32_t> items;
    for (const auto line : lines) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        items.push_back(numbers.emplace(line, next).first->second);
    }
    return items;
}

void write(std::string& text, const char* sign, std::string_view line) {
    text.append(sign).append(line).append("\n");
}

/// The lines of an equal run that stand beside a change: its first after one, its last before one.
void write_context(std::string& text, const Lines& lines, const EqualRun& run, bool after,
                   bool before) {
    const std::size_t first = run.new_begin;
    const std::size_t last = run.new_begin + run.length - 1;
    if (after) write(text, "  ", lines[first]);
    const std::size_t shown = (after ? 1U : 0U) + (before ? 1U : 0U);
    if (run.length > shown) text += "  ...\n";
    if (before && (!after || last != first)) write(text, "  ", lines[last]);
}

}  // namespace

std::string line_difference(std::string_view old_text, std::string_view new_text) {
    const Lines old_lines = lines_of(old_text);
    const Lines new_lines = lines_of(new_text);
    LineNumbers numbers;
    const auto old_items = numbered(old_lines, numbers);
    const auto new_items = numbered(new_lines, numbers);
    if (old_items == new_items) return {};
    WorkBudget budget(most_steps);
    auto runs = equal_runs(old_items, new_items, budget);
    runs.push_back({old_lines.size(), new_lines.size(), 0});
    std::string text;
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    bool changed = false;
    for (const auto& run : runs) {
        const bool change = old_at < run.old_begin || new_at < run.new_begin;
        for (; old_at < run.old_begin; ++old_at) write(text, "- ", old_lines[old_at]);
        for (; new_at < run.new_begin; ++new_at) write(text, "+ ", new_lines[new_at]);
        changed = changed || change;
        const bool ends = run.length == 0 || (run.old_begin + run.length == old_lines.size() &&
                                              run.new_begin + run.length == new_lines.size());
        if (run.length > 0) write_context(text, new_lines, run, changed, !ends);
        old_at += run.length;
        new_at += run.length;
    }
    return text;
}

}  // namespace muniment::core
