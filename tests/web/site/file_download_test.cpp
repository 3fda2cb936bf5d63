// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/file_download.h"

#include <catch2/catch.hpp>

using namespace muniment::web;

TEST_CASE("a picture is one by its bytes, however few they are") {
    struct Case {
        std::string name;
        std::string bytes;
        std::string type;
    };
    const std::string other = "application/octet-stream";
    const std::string webp = "RIFF\x10\x20\x30\x40WEBPVP8 ";
    const std::string png = "\x89PNG\r\n\x1a\n...";
    const std::vector<Case> cases{
        {"a.png", png, "image/png"},
        {"a.jpg", "\xff\xd8\xff\xe0", "image/jpeg"},
        {"a.gif", "GIF89a...", "image/gif"},
        {"a.webp", webp, "image/webp"},
        {"a.md", png, other},
        {"a.png", "<svg>", other},
    };
    for (const auto& one : cases) {
        const auto response = download(one.name, one.bytes);
        INFO(one.name);
        CHECK(*response.headers.find("Content-Type") == one.type);
        CHECK(*response.headers.find("Content-Security-Policy") == "default-src 'none'; sandbox");
    }
    for (std::size_t size = 0; size < 12; ++size) {
        INFO(size);
        const auto response = download("a.webp", webp.substr(0, size));
        CHECK(*response.headers.find("Content-Type") == other);
    }
    CHECK(*download("a.webp", webp.substr(0, 12)).headers.find("Content-Type") == "image/webp");
}
