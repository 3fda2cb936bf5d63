// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/cookies.h"

#include <algorithm>

#include "web/http/headers.h"

namespace muniment::web::http {

Cookies::Cookies(std::string_view header) {
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        const auto pair = without_blanks(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || !is_token(pair.substr(0, equals))) continue;
        pairs_.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
}

const std::string* Cookies::find(std::string_view name) const {
    const std::string* found = nullptr;
    for (const auto& pair : pairs_) {
        if (pair.first != name) continue;
        if (found != nullptr) return nullptr;
        found = &pair.second;
    }
    return found;
}

}  // namespace muniment::web::http
