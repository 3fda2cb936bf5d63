// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/yaml_front_matter.h"

#include <set>

#include "core/rendition/lines.h"
#include "core/rendition/yaml_scalar.h"

namespace muniment::core {
namespace {

using Lines = std::vector<std::string_view>;

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

bool is_blank_or_comment(std::string_view line) {
    const std::string_view text = trimmed_view(line);
    return text.empty() || text.front() == '#';
}

bool is_indented(std::string_view line) {
    return !line.empty() && (line.front() == ' ' || line.front() == '\t');
}

bool is_list_item(std::string_view line) {
    const std::string_view text = trimmed_view(line);
    return text == "-" || text.substr(0, 2) == "- ";
}

/// The line after the last one that belongs to the key on line `key`.
std::size_t end_of_value(const Lines& lines, std::size_t key) {
    std::size_t end = key + 1;
    while (end < lines.size() &&
           (is_indented(lines[end]) || is_list_item(lines[end]) || is_blank_or_comment(lines[end])))
        ++end;
    return end;
}

/// `- a` lines; nothing if one of them is not a simple scalar.
std::optional<std::vector<std::string>> block_list(const Lines& lines, std::size_t begin,
                                                   std::size_t end) {
    std::vector<std::string> values;
    for (std::size_t i = begin; i < end; ++i) {
        if (is_blank_or_comment(lines[i])) continue;
        if (!is_list_item(lines[i])) return std::nullopt;
        const std::string_view item = trimmed_view(trimmed_view(lines[i]).substr(1));
        auto value = yaml_scalar(item);
        if (!value || yaml_key_length(item) > 0 || is_list_item(item)) return std::nullopt;
        values.push_back(std::move(*value));
    }
    return values;
}

/// A scalar that goes on in the indented lines below it.
std::optional<std::string> folded_scalar(std::string_view first, const Lines& lines,
                                         std::size_t begin, std::size_t end) {
    std::string text(first);
    for (std::size_t i = begin; i < end; ++i) {
        if (is_blank_or_comment(lines[i])) continue;
        if (is_list_item(lines[i])) return std::nullopt;
        text.append(1, ' ').append(trimmed_view(lines[i]));
    }
    return yaml_scalar(text);
}

std::optional<FrontMatterField> field_of(std::string_view key, const Lines& lines, std::size_t line,
                                         std::size_t end) {
    FrontMatterField field{std::string(key), {}, false};
    const std::string_view value = trimmed_view(lines[line].substr(key.size() + 1));
    if (!value.empty() && value.front() != '#' && value.front() != '[') {
        auto scalar = folded_scalar(value, lines, line + 1, end);
        if (!scalar) return std::nullopt;
        field.values.push_back(std::move(*scalar));
        return field;
    }
    auto list = !value.empty() && value.front() == '[' ? yaml_flow_list(value)
                                                       : block_list(lines, line + 1, end);
    if (!list) return std::nullopt;
    field.is_list = !value.empty() ? value.front() == '[' : !list->empty();
    field.values = std::move(*list);
    if (!field.is_list) field.values.emplace_back();
    return field;
}

}  // namespace

std::size_t yaml_key_length(std::string_view line) {
    std::size_t length = 0;
    while (length < line.size() && is_key_character(line[length])) ++length;
    if (length == 0 || length >= line.size() || line[length] != ':') return 0;
    const bool separate =
        length + 1 == line.size() || line[length + 1] == ' ' || line[length + 1] == '\t';
    return separate ? length : 0;
}

FrontMatterFields read_yaml_front_matter(std::string_view text, std::size_t first_line) {
    FrontMatterFields result;
    const Lines lines = lines_of(text);
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < lines.size();) {
        const std::string_view key = lines[i].substr(0, yaml_key_length(lines[i]));
        if (key.empty()) {
            ++i;
            continue;
        }
        const std::size_t end = end_of_value(lines, i);
        if (!seen.insert(key).second)
            result.problems.push_back("Line " + std::to_string(first_line + i) +
                                      " repeats the key " + std::string(key) +
                                      "; the first value counts");
        else if (auto field = field_of(key, lines, i, end))
            result.fields.push_back(std::move(*field));
        i = end;
    }
    return result;
}

}  // namespace muniment::core
