// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/assets/static_files.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/shared_input.h"
#include "web/assets/embedded_files.h"

using namespace muniment::web;
using muniment::core::ErrorCode;

namespace {

std::string file_text(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("what is compiled in is what lies in the source tree") {
    REQUIRE(embedded_files().size() > 10);
    const std::filesystem::path web = muniment::test::source_folder() / "web";
    for (const auto& file : embedded_files()) {
        INFO(file.path);
        CHECK(file.bytes == file_text(web / std::string(file.path)));
    }
}

TEST_CASE("static files may be kept under their version and are asked for under others") {
    const Assets assets;
    const StaticFiles files(assets);
    const http::Request request;
    const auto version = files.base().substr(std::string("/static/").size());
    const auto css = files.answer(request, version, "muniment.css");
    REQUIRE(css);
    CHECK(*css->headers.find("Content-Type") == "text/css; charset=utf-8");
    CHECK(*css->headers.find("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(*files.answer(request, "old", "muniment.css")->headers.find("Cache-Control") ==
          "no-cache");
    const auto font =
        files.answer(request, version, "fonts/atkinson-hyperlegible-latin-400-normal.woff2");
    REQUIRE(font);
    CHECK(*font->headers.find("Content-Type") == "font/woff2");

    http::Request again;
    again.headers.add("If-None-Match", *css->headers.find("ETag"));
    CHECK(files.answer(again, version, "muniment.css")->status == 304);
    CHECK(files.answer(again, version, "muniment.css")->body == nullptr);
    CHECK(files.answer(again, version, "seal.svg")->status == 200);
    for (const char* name : {"none", "", "../templates/login.html", "/muniment.css"})
        CHECK(files.answer(request, version, name).error().code == ErrorCode::not_found);
}

TEST_CASE("a developer's folder takes the place of what is compiled in") {
    const Assets assets(muniment::test::source_folder() / "web");
    const StaticFiles files(assets);
    const auto css = files.answer({}, "x", "muniment.css");
    REQUIRE(css);
    CHECK(css->headers.find("ETag") == nullptr);
    CHECK(files.answer({}, "x", "../CMakeLists.txt").error().code == ErrorCode::not_found);
    const Assets nowhere(std::filesystem::path("/nonexistent"));
    CHECK(nowhere.read("static/muniment.css").error().code == ErrorCode::unavailable);
}
