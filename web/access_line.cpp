// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/access_line.h"

#include <algorithm>

#include "web/http/response.h"

namespace muniment::web {
namespace {

/// However the path was spelled: a percent sign may hide any of its letters.
bool may_hold_a_secret(const std::string& request) {
    const auto path = request.substr(0, request.find('?'));
    return path.find("/enrol") != std::string::npos || path.find('%') != std::string::npos;
}

std::string without_secrets(const std::string& request) {
    const auto query = request.find('?');
    if (query == std::string::npos || !may_hold_a_secret(request)) return request;
    const auto end = std::min(request.find(' ', query), request.size());
    return request.substr(0, query) + "?-" + request.substr(end);
}

}  // namespace

std::string access_line(const http::AccessRecord& record) {
    return std::string(http::http_date_now()) + " " + record.peer + " " +
           (record.person.empty() ? "-" : record.person) + " \"" + without_secrets(record.request) +
           "\" " + std::to_string(record.status) + " " + std::to_string(record.bytes) + " " +
           std::to_string(record.duration.count()) + "us" +
           (record.reason.empty() ? "" : " (" + record.reason + ")");
}

}  // namespace muniment::web
