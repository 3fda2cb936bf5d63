// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/toml_front_matter.h"

#include "core/rendition/lines.h"
#include "core/rendition/utf8.h"
#include "core/toml_text.h"

namespace muniment::core {
namespace {

std::size_t byte_of_column(std::string_view line, std::size_t column) {
    std::size_t byte = 0;
    for (std::size_t i = 1; i < column && byte < line.size(); ++i)
        byte += code_point_at(line, byte).length;
    return byte;
}

/// The characters of a number, truth value or date in the source: TOML's own value has lost them.
std::string as_written(const toml::node& node, const std::vector<std::string_view>& lines) {
    const toml::source_region& region = node.source();
    if (region.begin.line == 0 || region.begin.line > lines.size()) return {};
    const std::string_view line = lines[region.begin.line - 1];
    const std::size_t begin = byte_of_column(line, region.begin.column);
    const std::string_view rest = line.substr(begin);
    return std::string(trimmed_view(rest.substr(0, rest.find_first_of(",]#"))));
}

std::optional<std::string> scalar(const toml::node& node,
                                  const std::vector<std::string_view>& lines) {
    if (const auto* text = node.as_string()) return text->get();
    if (node.is_value()) return as_written(node, lines);
    return std::nullopt;
}

std::optional<FrontMatterField> field_of(std::string_view key, const toml::node& node,
                                         const std::vector<std::string_view>& lines) {
    FrontMatterField field{std::string(key), {}, node.is_array()};
    if (const toml::array* array = node.as_array()) {
        for (const toml::node& item : *array) {
            auto text = scalar(item, lines);
            if (!text) return std::nullopt;
            field.values.push_back(std::move(*text));
        }
        return field;
    }
    auto text = scalar(node, lines);
    if (!text) return std::nullopt;
    field.values.push_back(std::move(*text));
    return field;
}

}  // namespace

FrontMatterFields read_toml_front_matter(std::string_view text) {
    FrontMatterFields result;
    const auto table = parse_toml(text, "the front matter");
    if (!table) {
        result.problems.push_back(table.error().message);
        return result;
    }
    const auto lines = lines_of(text);
    for (const auto& [key, node] : *table)
        if (auto field = field_of(key.str(), node, lines))
            result.fields.push_back(std::move(*field));
    return result;
}

}  // namespace muniment::core
