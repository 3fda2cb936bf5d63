// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/query.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "web/http/percent.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr std::size_t longest_shown_name = 40;

/// Names come from strangers: only short printable ones are repeated to them.
std::string shown(const std::string& name) {
    const bool fit = name.size() <= longest_shown_name && core::is_single_line(name);
    return fit ? "'" + name + "'" : "that name";
}

}  // namespace

core::Result<Query> Query::check(const http::Parameters& parameters,
                                 std::initializer_list<std::string_view> known) {
    Query query;
    for (const auto& [name, value] : parameters.entries()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            return core::fail(ErrorCode::invalid_argument,
                              "this page takes no parameter of the name " + shown(name),
                              "Take it out of the address.");
        }
        if (value.size() > longest_value) {
            return core::fail(ErrorCode::invalid_argument,
                              "the value of " + shown(name) + " is longer than " +
                                  std::to_string(longest_value) + " bytes",
                              "Use fewer words.");
        }
        if (!core::is_single_line(value)) {
            return core::fail(ErrorCode::invalid_argument,
                              "the value of " + shown(name) +
                                  " holds control characters, which nobody types on a keyboard",
                              "Type the value anew.");
        }
        if (!value.empty() && !query.values_.emplace(name, value).second) {
            return core::fail(ErrorCode::invalid_argument,
                              "the parameter " + shown(name) + " stands there twice",
                              "Take one of them out of the address.");
        }
    }
    return query;
}

std::optional<std::string> Query::find(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

core::Result<std::size_t> Query::page() const {
    const std::string text = get("page");
    if (text.empty()) return std::size_t{1};
    std::size_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || number < 1 ||
        number > 100'000) {
        return core::fail(ErrorCode::invalid_argument, "there is no such page of a list",
                          "Pages are numbered from 1.");
    }
    return number;
}

std::string Query::with(
    std::initializer_list<std::pair<std::string_view, std::string>> changes) const {
    auto values = values_;
    for (const auto& [name, value] : changes) values[std::string(name)] = value;
    std::string text;
    for (const auto& [name, value] : values) {
        if (value.empty()) continue;
        text += (text.empty() ? "?" : "&") + name + "=" + http::percent_encode(value);
    }
    return text;
}

}  // namespace muniment::web
