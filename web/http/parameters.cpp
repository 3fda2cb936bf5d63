// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/parameters.h"

#include <algorithm>

#include "web/http/percent.h"

namespace muniment::web::http {

void Parameters::add(std::string name, std::string value) {
    entries_.emplace_back(std::move(name), std::move(value));
}

const std::string* Parameters::find(std::string_view name) const {
    for (const auto& entry : entries_)
        if (entry.first == name) return &entry.second;
    return nullptr;
}

std::string Parameters::get(std::string_view name, std::string_view otherwise) const {
    const auto* value = find(name);
    return value != nullptr ? *value : std::string(otherwise);
}

std::vector<std::string> Parameters::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& entry : entries_)
        if (entry.first == name) values.push_back(entry.second);
    return values;
}

core::Result<Parameters> parse_parameters(std::string_view text) {
    Parameters parameters;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        if (parameters.entries().size() == max_parameters)
            return core::fail(core::ErrorCode::invalid_argument,
                              "the address or form has too many parameters");
        const auto equals = std::min(pair.find('='), pair.size());
        MUNIMENT_TRY(auto name, percent_decode(pair.substr(0, equals), PlusSign::is_space));
        MUNIMENT_TRY(auto value, percent_decode(pair.substr(std::min(equals + 1, pair.size())),
                                                PlusSign::is_space));
        parameters.add(std::move(name), std::move(value));
    }
    return parameters;
}

}  // namespace muniment::web::http
