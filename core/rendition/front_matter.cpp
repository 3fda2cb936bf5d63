// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/front_matter.h"

#include <algorithm>

#include "core/rendition/lines.h"
#include "core/rendition/toml_front_matter.h"
#include "core/rendition/yaml_front_matter.h"

namespace muniment::core {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_trailing_blanks(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \t");
    return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_key(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

bool begins_like_yaml(std::string_view line) {
    const std::string_view text = trimmed_view(line);
    if (text.empty()) return true;
    constexpr std::string_view openers = "#{[\"'%";
    if (openers.find(text.front()) != std::string_view::npos) return true;
    return text == "-" || text.substr(0, 2) == "- " || yaml_key_length(text) > 0;
}

bool begins_like_toml(std::string_view line) {
    const std::string_view text = trimmed_view(line);
    return text.empty() || text.front() == '#' || text.front() == '[' ||
           text.find('=') != std::string_view::npos;
}

struct Fence {
    FrontMatterFormat format;
    std::string_view open;
    std::string_view other_close;
    bool (*begins)(std::string_view line);
};

/// The document behind an opening line, if a closing line follows and the first line that says
/// something looks like the format.
std::optional<SplitDocument> split_fenced(std::string_view text, const Fence& fence) {
    if (without_trailing_blanks(take_line(text)) != fence.open) return std::nullopt;
    const std::string_view inside = text;
    bool looked = false;
    for (std::size_t line_number = 2; !text.empty(); ++line_number) {
        const std::size_t offset = inside.size() - text.size();
        const std::string_view line = without_trailing_blanks(take_line(text));
        if (line == fence.open || line == fence.other_close)
            return SplitDocument{fence.format, inside.substr(0, offset), text, 2, line_number + 1};
        if (!looked && !fence.begins(line)) return std::nullopt;
        looked = looked || !trimmed_view(line).empty();
    }
    return std::nullopt;
}

bool is_plain_key(std::string_view line) {
    return !line.empty() && line.front() >= 'a' && line.front() <= 'z' && yaml_key_length(line) > 0;
}

/// One key alone before `---` may as well be a heading, unless it is one of these.
bool names_a_document(std::string_view line) {
    const std::string_view key = line.substr(0, yaml_key_length(line));
    return key == "name" || key == "title";
}

/// Keys from the first line on and no opening line. Markdown would read `Text` before `---` as a
/// heading, so every line must be a key, or belong to one.
std::optional<SplitDocument> split_unopened(std::string_view text) {
    const std::string_view whole = text;
    std::size_t keys = 0;
    bool named = false;
    for (std::size_t line_number = 1; !text.empty(); ++line_number) {
        const std::size_t offset = whole.size() - text.size();
        const std::string_view line = without_trailing_blanks(take_line(text));
        if (line == "---") {
            if (keys < 2 && !named) return std::nullopt;
            return SplitDocument{FrontMatterFormat::yaml, whole.substr(0, offset), text, 1,
                                 line_number + 1};
        }
        if (is_plain_key(line)) {
            ++keys;
            named = named || names_a_document(line);
            continue;
        }
        const bool belongs = !line.empty() && (line.front() == ' ' || line.front() == '\t' ||
                                               line.front() == '#' || line.substr(0, 2) == "- ");
        if (keys == 0 || !belongs) return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

SplitDocument split_document(std::string_view bytes) {
    if (bytes.substr(0, byte_order_mark.size()) == byte_order_mark)
        bytes.remove_prefix(byte_order_mark.size());
    constexpr Fence yaml{FrontMatterFormat::yaml, "---", "...", begins_like_yaml};
    constexpr Fence toml{FrontMatterFormat::toml, "+++", "+++", begins_like_toml};
    if (const auto split = split_fenced(bytes, yaml)) return *split;
    if (const auto split = split_fenced(bytes, toml)) return *split;
    if (const auto split = split_unopened(bytes)) return *split;
    SplitDocument none;
    none.body = bytes;
    return none;
}

const FrontMatterField* FrontMatterFields::find(std::string_view key) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const auto& field) { return same_key(field.key, key); });
    return found == fields.end() ? nullptr : &*found;
}

std::optional<std::string> FrontMatterFields::text(std::string_view key) const {
    const FrontMatterField* field = find(key);
    if (field == nullptr || field->is_list) return std::nullopt;
    return field->values.front();
}

std::vector<std::string> FrontMatterFields::texts(std::string_view key) const {
    const FrontMatterField* field = find(key);
    return field == nullptr ? std::vector<std::string>{} : field->values;
}

FrontMatterFields read_front_matter(const SplitDocument& document) {
    switch (document.format) {
        case FrontMatterFormat::yaml:
            return read_yaml_front_matter(document.front_matter, document.front_matter_line);
        case FrontMatterFormat::toml:
            return read_toml_front_matter(document.front_matter);
        case FrontMatterFormat::none:
            break;
    }
    return {};
}

}  // namespace muniment::core
