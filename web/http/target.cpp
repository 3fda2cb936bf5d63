// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/target.h"

#include <algorithm>
#include <utility>

#include "web/http/percent.h"

namespace muniment::web::http {
namespace {

core::Status add_segment(std::string_view raw, std::vector<std::string>& path) {
    auto segment = percent_decode(raw, PlusSign::is_plus);
    if (!segment) return core::fail(std::move(segment.error()));
    const std::string_view name = *segment;
    const bool dots = name == "." || name == "..";
    if (dots || name.find_first_of("/\\\r\n\t") != std::string::npos)
        return core::fail(core::ErrorCode::invalid_argument,
                          "a part of the address is not a name that anything here can have");
    path.push_back(std::move(*segment));
    return {};
}

}  // namespace

core::Result<Target> parse_target(std::string_view target) {
    if (target.empty() || target[0] != '/')
        return core::fail(core::ErrorCode::invalid_argument,
                          "the address does not start with a slash");
    const auto question = std::min(target.find('?'), target.size());
    Target parsed;
    auto path = target.substr(1, question - 1);
    while (question > 1) {
        const auto slash = std::min(path.find('/'), path.size());
        MUNIMENT_CHECK(add_segment(path.substr(0, slash), parsed.path));
        if (slash == path.size()) break;
        path.remove_prefix(slash + 1);
    }
    MUNIMENT_TRY(parsed.query,
                 parse_parameters(target.substr(std::min(question + 1, target.size()))));
    return parsed;
}

}  // namespace muniment::web::http
