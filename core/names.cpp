// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace muniment::core {
namespace {

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Names of folders and files that stand at the top of the register's tree.
constexpr std::array<std::string_view, 3> layout_names{"PEOPLE", "POLICY", "HISTORY"};

bool is_person_id(std::string_view text) {
    return !text.empty() && text.size() <= 32 && is_lower(text[0]) && text.back() != '.' &&
           text.find("..") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return is_lower(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
           });
}

bool is_identifier(std::string_view text) {
    const bool characters = std::all_of(text.begin(), text.end(), [](char c) {
        return is_upper(c) || is_digit(c) || c == '.' || c == '-';
    });
    return characters && text.size() >= 2 && text.size() <= 64 && is_upper(text[0]) &&
           is_digit(text.back()) && text.find("..") == std::string_view::npos;
}

}  // namespace

Result<PersonId> PersonId::parse(std::string_view text) {
    if (text == "registrar") {
        return fail(ErrorCode::invalid_argument, "'registrar' is the system's own name",
                    "Choose another id for this person.");
    }
    if (!is_person_id(text) || is_device_name(text) ||
        (text.size() > 5 && text.substr(text.size() - 5) == ".lock")) {
        return fail(ErrorCode::invalid_argument,
                    "'" + std::string(text.substr(0, 40)) + "' cannot be a person's id",
                    "Use up to 32 of a-z, 0-9, '.', '_' and '-', beginning with a letter.");
    }
    return PersonId(std::string(text));
}

PersonId registrar_id() {
    return PersonId("registrar");
}

Result<Identifier> Identifier::parse(std::string_view text) {
    if (text == "POLICY") return policy_identifier();
    // The folder of all documents with this prefix bears its name.
    const auto letters = text.substr(0, text.find_last_not_of("0123456789") + 1);
    const auto folder = letters.substr(0, letters.find_last_not_of("-.") + 1);
    const bool reserved =
        std::find(layout_names.begin(), layout_names.end(), folder) != layout_names.end();
    if (!is_identifier(text) || reserved || is_device_name(folder) || is_device_name(text)) {
        return fail(ErrorCode::invalid_argument,
                    "'" + std::string(text.substr(0, 80)) + "' is not an identifier",
                    "Identifiers look like SOP-0001: capital letters, digits, '.' and '-', "
                    "ending in the number.");
    }
    return Identifier(std::string(text));
}

Identifier policy_identifier() {
    return Identifier("POLICY");
}

bool is_device_name(std::string_view name) {
    std::string stem(name.substr(0, name.find('.')));
    std::transform(stem.begin(), stem.end(), stem.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    while (!stem.empty() && stem.back() == ' ') stem.pop_back();
    constexpr std::array<std::string_view, 4> devices{"CON", "PRN", "AUX", "NUL"};
    if (std::find(devices.begin(), devices.end(), stem) != devices.end()) return true;
    const bool numbered =
        stem.size() == 4 && (stem.rfind("COM", 0) == 0 || stem.rfind("LPT", 0) == 0);
    return numbered && is_digit(stem[3]);
}

}  // namespace muniment::core
