// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toml_text.h"

#include <cstdio>

namespace muniment::core {

Result<toml::table> parse_toml(std::string_view text, std::string_view what) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::invalid_argument, std::string(what) + " is not valid TOML: line " +
                                                     std::to_string(error.source().begin.line) +
                                                     ": " + std::string(error.description()));
    }
}

TomlReader::TomlReader(const toml::table& table, std::string where)
    : table_(table), where_(std::move(where)) {}

const toml::node* TomlReader::take(std::string_view key) {
    read_.emplace(key);
    return table_.get(key);
}

void TomlReader::fault(std::string_view key, std::string message) {
    const std::string name = where_.empty() ? std::string(key) : where_ + "." + std::string(key);
    if (status_) status_ = fail(ErrorCode::invalid_argument, name + ": " + message);
    const auto* node = table_.get(key);
    const auto& source = node == nullptr ? table_.source() : node->source();
    faults_.push_back({static_cast<std::int64_t>(source.begin.line), name, std::move(message)});
}

std::string TomlReader::text(std::string_view key, std::string fallback) {
    const auto* node = take(key);
    if (node == nullptr) return fallback;
    if (const auto value = node->value_exact<std::string>()) return *value;
    fault(key, "must be text in quotes");
    return {};
}

std::string TomlReader::required_text(std::string_view key) {
    std::string value = text(key);
    const std::string name = where_.empty() ? std::string(key) : where_ + "." + std::string(key);
    const bool known = !faults_.empty() && faults_.back().key == name;
    if (value.empty() && !known) fault(key, "must be given and not empty");
    return value;
}

std::int64_t TomlReader::integer(std::string_view key, std::int64_t fallback) {
    const auto* node = take(key);
    if (node == nullptr) return fallback;
    if (const auto value = node->value_exact<std::int64_t>()) return *value;
    fault(key, "must be a whole number");
    return fallback;
}

bool TomlReader::flag(std::string_view key, bool fallback) {
    const auto* node = take(key);
    if (node == nullptr) return fallback;
    if (const auto value = node->value_exact<bool>()) return *value;
    fault(key, "must be true or false");
    return fallback;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    std::vector<std::string> values;
    const auto* list = array(key);
    if (list == nullptr) return values;
    for (const auto& node : *list) {
        const auto value = node.value_exact<std::string>();
        if (value) values.push_back(*value);
        if (!value) fault(key, "must be a list of texts in quotes");
    }
    return values;
}

std::optional<Date> TomlReader::date(std::string_view key) {
    const auto* node = take(key);
    if (node == nullptr) return {};
    const auto value = node->value_exact<toml::date>();
    if (!value) {
        fault(key, "must be a date such as 2026-05-03, without quotes");
        return {};
    }
    return Date(std::chrono::year(value->year), std::chrono::month(value->month),
                std::chrono::day(value->day));
}

const toml::table* TomlReader::table(std::string_view key) {
    const auto* node = take(key);
    if (node != nullptr && !node->is_table()) fault(key, "must be a table");
    return node == nullptr ? nullptr : node->as_table();
}

const toml::array* TomlReader::array(std::string_view key) {
    const auto* node = take(key);
    if (node != nullptr && !node->is_array()) fault(key, "must be a list");
    return node == nullptr ? nullptr : node->as_array();
}

Status TomlReader::finish() {
    for (const auto& [key, node] : table_) {
        if (read_.count(key.str()) == 0) fault(key.str(), "is not a key that Muniment knows here");
    }
    return status_;
}

std::string toml_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04X", byte);
            quoted += escape;
        } else {
            quoted += c;
        }
    }
    return quoted + "\"";
}

std::string toml_list(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const auto& text : texts) {
        if (list.size() > 1) list += ", ";
        list += toml_quoted(text);
    }
    return list + "]";
}

}  // namespace muniment::core
