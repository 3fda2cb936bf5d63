// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/snippet.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include <utf8proc.h>

#include "search/words.h"

namespace muniment::search {
namespace {

using Section = core::SearchableRevision::Section;

/// Bytes of a passage: about three lines of Latin script.
constexpr std::size_t passage_length = 240;
/// Bytes shown before the first word found.
constexpr std::size_t lead = 60;
/// Of a section that says little else, the first ones do.
constexpr std::size_t most_matches = 2000;

struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t word = 0;  ///< of the query
};

/// A window of matches [first, last) and what it is worth.
struct Window {
    std::size_t first = 0;
    std::size_t last = 0;
    int worth = 0;
};

std::vector<Match> matches_in(const std::string& text, bool stemmed, PassageFinder& finder) {
    std::vector<Match> matches;
    WordReader reader(text);
    for (Word word; matches.size() < most_matches && reader.next(word);) {
        if (const auto found = finder.match(word.term, stemmed))
            matches.push_back({word.begin, word.end, *found});
    }
    return matches;
}

/// Different words count most, then words beside each other as in the query, then their number.
int worth_of(const std::vector<Match>& matches, std::size_t first, std::size_t last) {
    std::uint64_t seen = 0;
    int worth = 0;
    for (std::size_t i = first; i < last; ++i) {
        seen |= std::uint64_t{1} << (matches[i].word % 64);
        ++worth;
        if (i > first && matches[i].word == matches[i - 1].word + 1 &&
            matches[i].begin <= matches[i - 1].end + 2)
            worth += 20;
    }
    return worth + std::popcount(seen) * 1000;
}

Window best_window(const std::vector<Match>& matches) {
    Window best;
    std::size_t last = 0;
    for (std::size_t first = 0; first < matches.size(); ++first) {
        while (last < matches.size() &&
               matches[last].end <= matches[first].begin + passage_length - lead)
            ++last;
        last = std::max(last, first + 1);
        const int worth = worth_of(matches, first, last);
        if (worth > best.worth) best = {first, last, worth};
    }
    return best;
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
bool is_inside_character(const std::string& text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
}

/// Where to begin so that `match` is seen in its line, at the beginning of a word.
std::size_t passage_begin(const std::string& text, std::size_t match) {
    if (match <= lead) return 0;
    std::size_t begin = match - lead;
    const auto line = text.rfind('\n', match - 1);
    if (line != std::string::npos && line >= begin) return line + 1;
    while (is_inside_character(text, begin)) ++begin;
    const auto space = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                    text.begin() + static_cast<std::ptrdiff_t>(match), is_space);
    const auto word = static_cast<std::size_t>(space - text.begin());
    return word < match ? word + 1 : begin;
}

std::size_t passage_end(const std::string& text, std::size_t begin, std::size_t shown) {
    if (text.size() - begin <= passage_length) return text.size();
    std::size_t end = std::max(begin + passage_length, shown);
    const std::size_t least = std::max(shown, end - lead);
    while (is_inside_character(text, end)) --end;
    for (std::size_t at = end; at > least; --at) {
        if (is_space(text[at])) return at;
    }
    return std::max(end, shown);
}

/// Appends what may be shown on one line: runs of spaces and controls become one space, and bytes
/// that are not UTF-8 the replacement character.
void append_shown(std::string& shown, std::string_view text) {
    while (!text.empty()) {
        utf8proc_int32_t value = -1;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             static_cast<utf8proc_ssize_t>(text.size()), &value);
        const std::size_t taken = length > 0 ? static_cast<std::size_t>(length) : 1;
        const bool control = value >= 0 && (value <= 0x20 || (value >= 0x7F && value < 0xA0) ||
                                            value == 0x2028 || value == 0x2029);
        if (length <= 0)
            shown += "\xEF\xBF\xBD";
        else if (!control)
            shown += text.substr(0, taken);
        else if (!shown.empty() && shown.back() != ' ')
            shown += ' ';
        text.remove_prefix(taken);
    }
}

/// The text [begin, end) with its matches marked; those that touch (pairs of characters) as one.
std::string marked(const std::string& text, std::size_t begin, std::size_t end,
                   const std::vector<Match>& matches) {
    const std::string_view all(text);
    std::string shown = begin > 0 ? "… " : "";
    std::size_t at = begin;
    for (std::size_t i = 0; i < matches.size();) {
        const std::size_t from = matches[i].begin;
        std::size_t to = matches[i].end;
        for (++i; i < matches.size() && matches[i].begin <= to; ++i)
            to = std::max(to, matches[i].end);
        if (from < at || to > end) continue;
        append_shown(shown, all.substr(at, from - at));
        shown += match_begins;
        append_shown(shown, all.substr(from, to - from));
        shown += match_ends;
        at = to;
    }
    append_shown(shown, all.substr(at, end - at));
    while (!shown.empty() && shown.back() == ' ') shown.pop_back();
    return end < text.size() ? shown + " …" : shown;
}

/// A section and the window in it.
struct Found {
    const Section* section = nullptr;
    std::vector<Match> matches;
    Window window;
};

Found best_section(const StoredRevision& revision, PassageFinder& finder) {
    const bool stemmed = is_stemmed(revision.language);
    Found best;
    int best_worth = 0;
    for (const Section& section : revision.sections) {
        auto matches = matches_in(section.text, stemmed, finder);
        const Window window = best_window(matches);
        const auto heading = matches_in(section.heading, stemmed, finder);
        const int worth = window.worth + worth_of(heading, 0, heading.size()) / 2;
        if (worth <= best_worth) continue;
        best_worth = worth;
        best = {&section, std::move(matches), window};
    }
    if (best.section != nullptr) return best;
    const auto first = std::find_if(revision.sections.begin(), revision.sections.end(),
                                    [](const Section& section) { return !section.text.empty(); });
    if (first != revision.sections.end()) best.section = &*first;
    return best;
}

}  // namespace

std::optional<std::size_t> PassageFinder::match(const std::string& term, bool stemmed) {
    const auto [at, added] = known_[stemmed ? 1 : 0].try_emplace(term);
    if (added) at->second = highlights_.match(forms_.of(term), stemmed);
    return at->second;
}

Passage PassageFinder::best(const StoredRevision& revision) {
    const Found found = best_section(revision, *this);
    if (found.section == nullptr) return {};
    const std::string& text = found.section->text;
    std::size_t begin = 0;
    std::size_t shown = 0;
    if (found.window.worth > 0) {
        begin = passage_begin(text, found.matches[found.window.first].begin);
        // Pairs overlap, so the last match need not be the one that ends last.
        shown = found.matches[found.window.last - 1].end;
    }
    return {found.section->heading,
            marked(text, begin, passage_end(text, begin, shown), found.matches)};
}

}  // namespace muniment::search
