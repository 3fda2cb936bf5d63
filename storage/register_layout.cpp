// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/register_layout.h"

#include <algorithm>

#include "storage/digest.h"

namespace muniment::storage::register_layout {

namespace {

/// The digits without the last `count` of them and without leading zeros; "" for none left. Text,
/// not a number, because an identifier may have more digits than a number holds.
std::string without_last(std::string_view digits, std::size_t count) {
    digits = digits.substr(0, digits.size() - std::min(count, digits.size()));
    return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size())));
}

std::string padded(const std::string& digits, std::size_t width) {
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

std::string document_folder(const core::Identifier& identifier) {
    if (identifier.is_policy()) return std::string(policy_folder);
    const std::string_view text = identifier.text();
    const std::size_t number_at = text.find_last_not_of("0123456789") + 1;
    const std::string_view digits = text.substr(number_at);
    const std::string_view separated = text.substr(0, number_at);
    const std::string_view prefix = separated.substr(0, separated.find_last_not_of(".-") + 1);
    return std::string(prefix) + "/" + padded(without_last(digits, 3), 1) + "/" +
           padded(without_last(digits, 2), 2) + "/" + std::string(text);
}

std::string person_folder(const core::PersonId& person) {
    const std::string hex = sha256(person.text()).text();
    return std::string(people_folder) + "/" + hex[0] + "/" + hex[1] + "/" + person.text();
}

std::string person_file(const core::PersonId& person) {
    return person.text() + ".toml";
}

}  // namespace muniment::storage::register_layout
