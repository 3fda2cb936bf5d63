// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/intricacy.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/rendition/lines.h"

namespace muniment::core {
namespace {

// Steps of cmark-gfm's inner loops at about half a nanosecond each.
constexpr std::uint64_t most_steps = 500'000'000;
constexpr std::uint64_t steps_per_at_sign = 10'000;
constexpr std::uint64_t most_missing_cells = 500'000;
constexpr std::size_t most_columns = 1'000;

std::uint64_t occurrences(std::string_view text, std::string_view part) {
    std::uint64_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size()))
        ++count;
    return count;
}

/// Whether the line may be the row of dashes below a table's head, in whatever container.
bool is_like_delimiter_row(std::string_view line) {
    const std::size_t first = line.find_first_not_of("0123456789.) \t>*+");
    if (first == std::string_view::npos) return false;
    return line.find_first_not_of("|-:> \t", first) == std::string_view::npos &&
           line.find('-', first) != std::string_view::npos;
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// What the lines between two blank lines cost.
class Region {
  public:
    void add(std::string_view line) {
        ++lines_;
        if (is_like_delimiter_row(line)) {
            steps_ += lines_ * lines_;
            columns_ = std::max<std::uint64_t>(columns_, occurrences(line, "|") + 1);
        } else if (columns_ > 1) {
            missing_ += columns_ - std::min(columns_, occurrences(line, "|"));
        }
        images_ += occurrences(line, "![");
        links_ += occurrences(line, "]");
    }
    [[nodiscard]] std::uint64_t steps() const { return steps_ + images_ * links_ * 5; }
    [[nodiscard]] std::uint64_t missing_cells() const { return missing_; }
    [[nodiscard]] std::uint64_t columns() const { return columns_; }

  private:
    std::uint64_t lines_ = 0;
    std::uint64_t columns_ = 0;
    std::uint64_t missing_ = 0;
    std::uint64_t images_ = 0;
    std::uint64_t links_ = 0;
    std::uint64_t steps_ = 0;
};

/// The autolink extension counts the brackets of an address anew for each one at its end, and
/// looks far around each at sign.
std::uint64_t address_steps(std::string_view line) {
    std::uint64_t steps = 0;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find_first_of(" \t<"), line.size());
        const std::string_view word = line.substr(0, end);
        if (word.size() > 1000)
            steps +=
                occurrences(word, ")") * word.size() + occurrences(word, "@") * steps_per_at_sign;
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return steps;
}

tl::unexpected<Error> refuse(std::string message) {
    return fail(ErrorCode::invalid_argument, std::move(message),
                "Shorten that part, or attach it as a file of its own.");
}

}  // namespace

Status check_intricacy(std::string_view markdown) {
    Region region;
    std::uint64_t steps = 0;
    std::uint64_t missing = 0;
    while (!markdown.empty()) {
        const std::string_view line = take_line(markdown);
        const bool ends = is_blank(line) || markdown.empty();
        steps += address_steps(line);
        region.add(line);
        if (region.columns() > most_columns) return refuse("A table has more than 1000 columns");
        if (!ends) continue;
        steps += region.steps();
        missing += region.missing_cells();
        if (missing > most_missing_cells) return refuse("Tables lack more than 500000 cells");
        if (steps > most_steps)
            return refuse("A paragraph has too many links, brackets or table rows in one piece");
        region = Region();
    }
    return {};
}

}  // namespace muniment::core
