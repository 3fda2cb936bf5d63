// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/assets/static_files.h"

#include <algorithm>
#include <array>
#include <utility>

#include "web/assets/embedded_files.h"

namespace muniment::web {
namespace {

constexpr std::string_view folder = "static/";

std::string content_type(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> types{{
        {".css", "text/css; charset=utf-8"},
        {".woff2", "font/woff2"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/vnd.microsoft.icon"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& type : types)
        if (name.size() > type.first.size() &&
            name.substr(name.size() - type.first.size()) == type.first)
            return std::string(type.second);
    return "application/octet-stream";
}

}  // namespace

StaticFiles::StaticFiles(const Assets& assets)
    : assets_(assets), base_("/static/" + std::string(static_version())) {
    for (const auto& file : embedded_files())
        if (file.path.substr(0, folder.size()) == folder)
            files_.push_back({file.path.substr(folder.size()),
                              "\"" + std::string(file.sha256.substr(0, 32)) + "\"",
                              std::make_shared<const std::string>(file.bytes)});
}

core::Result<http::Response> StaticFiles::answer(const http::Request& request,
                                                 std::string_view version,
                                                 std::string_view name) const {
    const auto file = std::find_if(files_.begin(), files_.end(),
                                   [&](const File& candidate) { return candidate.name == name; });
    if (file == files_.end())
        return core::fail(core::ErrorCode::not_found, "there is no such file");
    if (assets_.from_disk()) {
        MUNIMENT_TRY(auto bytes, assets_.read(std::string(folder) + std::string(name)));
        return http::make_response(200, content_type(name), std::move(bytes));
    }
    auto response = http::make_response(200, content_type(name), file->bytes);
    response.headers.add("Cache-Control", version == static_version()
                                              ? "public, max-age=31536000, immutable"
                                              : "no-cache");
    return http::with_etag(request, file->etag, std::move(response));
}

}  // namespace muniment::web
