// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/headers.h"

#include <algorithm>

namespace muniment::web::http {
namespace {

char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
}

bool is_control(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return (byte < 0x20 && byte != '\t') || byte == 0x7F;
}

}  // namespace

bool equals_ignoring_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

bool is_token_character(char character) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z') ||
           (character != '\0' && others.find(character) != std::string_view::npos);
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

std::string_view without_blanks(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void Headers::add(std::string name, std::string value) {
    fields_.push_back({std::move(name), std::move(value)});
}

void Headers::set(std::string name, std::string value) {
    fields_.erase(
        std::remove_if(fields_.begin(), fields_.end(),
                       [&](const auto& field) { return equals_ignoring_case(field.name, name); }),
        fields_.end());
    add(std::move(name), std::move(value));
}

const std::string* Headers::find(std::string_view name) const {
    for (const auto& field : fields_)
        if (equals_ignoring_case(field.name, name)) return &field.value;
    return nullptr;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(fields_.begin(), fields_.end(),
                      [&](const auto& field) { return equals_ignoring_case(field.name, name); }));
}

bool Headers::has_element(std::string_view name, std::string_view token) const {
    for (const auto& field : fields_) {
        if (!equals_ignoring_case(field.name, name)) continue;
        std::string_view rest = field.value;
        while (!rest.empty()) {
            const auto comma = std::min(rest.find(','), rest.size());
            if (equals_ignoring_case(without_blanks(rest.substr(0, comma)), token)) return true;
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return false;
}

bool Headers::fit_to_send() const {
    return std::all_of(fields_.begin(), fields_.end(), [](const auto& field) {
        return is_token(field.name) &&
               std::none_of(field.value.begin(), field.value.end(), is_control);
    });
}

}  // namespace muniment::web::http
