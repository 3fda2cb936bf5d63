// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/response.h"

#include <array>
#include <ctime>
#include <utility>

#include "web/http/status.h"

namespace muniment::web::http {

Response make_response(int status, std::string content_type, std::string body) {
    return make_response(status, std::move(content_type),
                         std::make_shared<const std::string>(std::move(body)));
}

Response make_response(int status, std::string content_type,
                       std::shared_ptr<const std::string> body) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", std::move(content_type));
    response.body = std::move(body);
    return response;
}

Response redirect(std::string location) {
    Response response;
    response.status = 303;
    response.headers.add("Location", std::move(location));
    return response;
}

Response with_etag(const Request& request, std::string etag, Response response) {
    const bool reading = request.method != Method::post;
    if (reading && (request.headers.has_element("If-None-Match", etag) ||
                    request.headers.has_element("If-None-Match", "*"))) {
        response.status = 304;
        response.body = nullptr;
    }
    response.headers.set("ETag", std::move(etag));
    return response;
}

const std::string& http_date_now() {
    // Written at most once a second and thread: formatting costs more than the rest of a head.
    thread_local std::time_t written_for = -1;
    thread_local std::string written;
    const std::time_t now = std::time(nullptr);
    if (now == written_for) return written;
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    // The names are English whatever the locale: the program never leaves the "C" locale.
    const auto length =
        std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    written.assign(text.data(), length);
    written_for = now;
    return written;
}

std::string render_head(const Response& response, bool close) {
    std::string head;
    head.reserve(512);
    head += "HTTP/1.1 ";
    head += std::to_string(response.status);
    head += ' ';
    head += reason_phrase(response.status);
    head += "\r\nDate: ";
    head += http_date_now();
    head += "\r\n";
    for (const auto& field : response.headers.fields()) {
        head += field.name;
        head += ": ";
        head += field.value;
        head += "\r\n";
    }
    if (response.status != 304 && response.status != 204) {
        head += "Content-Length: ";
        head += std::to_string(response.body ? response.body->size() : 0);
        head += "\r\n";
    }
    if (close) head += "Connection: close\r\n";
    head += "\r\n";
    return head;
}

}  // namespace muniment::web::http
