// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/revision_label.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace muniment::core {
namespace {

/// A number without leading zeros and of at most six digits.
std::optional<int> parse_number(std::string_view text) {
    const bool digits = !text.empty() && text.size() <= 6 &&
                        text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits || (text.size() > 1 && text[0] == '0')) return {};
    return std::stoi(std::string(text));
}

std::optional<std::pair<int, int>> parse_major_minor(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) {
        // A library that came from plain numbers goes on from them: 3, then 3.1 or 4.0.
        const auto major = parse_number(text);
        return major ? std::optional(std::pair(*major, 0)) : std::nullopt;
    }
    const auto major = parse_number(text.substr(0, dot));
    const auto minor = parse_number(text.substr(dot + 1));
    if (!major || !minor) return {};
    return std::pair(*major, *minor);
}

/// A is 1, Z is 26, AA is 27.
std::optional<int> parse_letters(std::string_view text) {
    if (text.empty() || text.size() > 4) return {};
    int number = 0;
    for (const char c : text) {
        if (c < 'A' || c > 'Z') return {};
        number = number * 26 + (c - 'A' + 1);
    }
    return number;
}

std::string render_letters(int number) {
    std::string letters;
    for (; number > 0; number = (number - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (number - 1) % 26));
    }
    return letters;
}

std::string next_major_minor(ChangeKind kind, const std::vector<RevisionLabel>& used,
                             const RevisionLabel& base) {
    const auto released = parse_major_minor(base.text());
    int highest_major = 0;
    int highest_minor = -1;
    for (const auto& label : used) {
        const auto pair = parse_major_minor(label.text());
        if (!pair) continue;
        highest_major = std::max(highest_major, pair->first);
        if (released && pair->first == released->first) {
            highest_minor = std::max(highest_minor, pair->second);
        }
    }
    if (kind == ChangeKind::minor && released) {
        return std::to_string(released->first) + "." + std::to_string(highest_minor + 1);
    }
    return std::to_string(highest_major + 1) + ".0";
}

template <class Parse>
int highest(const std::vector<RevisionLabel>& used, Parse parse) {
    int number = 0;
    for (const auto& label : used) number = std::max(number, parse(label.text()).value_or(0));
    return number;
}

}  // namespace

std::string_view name_of(ChangeKind kind) {
    return kind == ChangeKind::major ? "major" : "minor";
}

Result<ChangeKind> parse_change_kind(std::string_view text) {
    if (text == "major") return ChangeKind::major;
    if (text == "minor") return ChangeKind::minor;
    return fail(ErrorCode::invalid_argument, "'" + std::string(text) + "' is not a kind of change",
                "Use major or minor.");
}

std::string_view name_of(LabelScheme scheme) {
    switch (scheme) {
        case LabelScheme::major_minor:
            return "major.minor";
        case LabelScheme::integer:
            return "integer";
        case LabelScheme::letter:
            return "letter";
    }
    return "major.minor";
}

Result<LabelScheme> parse_label_scheme(std::string_view text) {
    for (const auto scheme :
         {LabelScheme::major_minor, LabelScheme::integer, LabelScheme::letter}) {
        if (name_of(scheme) == text) return scheme;
    }
    return fail(ErrorCode::invalid_argument,
                "'" + std::string(text) + "' is not a way to label revisions",
                "Use major.minor, integer or letter.");
}

Result<RevisionLabel> RevisionLabel::parse(std::string_view text) {
    const auto integer = parse_number(text);
    if ((integer && *integer > 0) || parse_major_minor(text) || parse_letters(text)) {
        return RevisionLabel(std::string(text));
    }
    return fail(ErrorCode::invalid_argument,
                "'" + std::string(text.substr(0, 40)) + "' is not a revision label",
                "Revisions are labelled like 2.1, 7 or C.");
}

bool leaves_room(const RevisionLabel& label) {
    const auto digits = [](char c) { return c >= '0' && c <= '9'; };
    const auto dot = std::find(label.text().begin(), label.text().end(), '.');
    const auto most = std::max(dot - label.text().begin(), label.text().end() - dot - 1);
    return most <= (digits(label.text()[0]) ? 5 : 3);
}

RevisionLabel next_label(LabelScheme scheme, ChangeKind kind,
                         const std::vector<RevisionLabel>& used, const RevisionLabel& base) {
    switch (scheme) {
        case LabelScheme::integer:
            return RevisionLabel::parse(std::to_string(highest(used, parse_number) + 1)).value();
        case LabelScheme::letter:
            return RevisionLabel::parse(render_letters(highest(used, parse_letters) + 1)).value();
        case LabelScheme::major_minor:
            break;
    }
    return RevisionLabel::parse(next_major_minor(kind, used, base)).value();
}

}  // namespace muniment::core
