// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbering.h"

#include <limits>

namespace muniment::core {
namespace {

/// No identifier has a greater number, so that there is always a next one.
constexpr std::uint64_t largest_number = 999'999'999'999;

std::string padded(std::uint64_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

Result<NumberingPattern> NumberingPattern::parse(std::string_view text) {
    const auto hashes = text.find('#');
    NumberingPattern pattern;
    pattern.text_ = text;
    pattern.prefix_ = text.substr(0, hashes);
    pattern.digits_ = hashes == std::string_view::npos ? 0 : text.size() - hashes;
    const bool shape = pattern.digits_ >= 1 && pattern.digits_ <= 9 && !pattern.prefix_.empty() &&
                       text.find_first_not_of('#', hashes) == std::string_view::npos;
    const bool ends_in_digit =
        shape && pattern.prefix_.back() >= '0' && pattern.prefix_.back() <= '9';
    if (!shape || ends_in_digit ||
        !Identifier::parse(pattern.prefix_ + std::to_string(largest_number))) {
        return fail(ErrorCode::invalid_argument,
                    "'" + std::string(text.substr(0, 80)) + "' is not a numbering pattern",
                    "Write a prefix and then one '#' for each digit, for example SOP-####.");
    }
    return pattern;
}

Identifier NumberingPattern::identifier(std::uint64_t number) const {
    return Identifier::parse(prefix_ + padded(number, digits_)).value();
}

bool NumberingPattern::fits(const Identifier& identifier) const {
    const std::uint64_t number = number_of(identifier);
    return number > 0 && number <= largest_number &&
           identifier.text() == prefix_ + padded(number, digits_);
}

std::uint64_t number_of(const Identifier& identifier) {
    std::uint64_t number = 0;
    for (const char c : identifier.text().substr(prefix_of(identifier).size())) {
        if (c < '0' || c > '9') return 0;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        constexpr auto largest = std::numeric_limits<std::uint64_t>::max();
        if (number > (largest - digit) / 10) return largest;
        number = number * 10 + digit;
    }
    return number;
}

std::string prefix_of(const Identifier& identifier) {
    if (identifier.is_policy()) return {};
    const auto last = identifier.text().find_last_not_of("0123456789");
    return identifier.text().substr(0, last + 1);
}

}  // namespace muniment::core
