// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/target.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "web/http/cookies.h"
#include "web/http/percent.h"

using namespace muniment::web::http;

TEST_CASE("a target is split before it is decoded") {
    const auto target = parse_target("/documents/SOP%2D0001/x+y?as-of=2026-05-03&q=a+b%26c&q=&z");
    REQUIRE(target);
    CHECK(target->path == std::vector<std::string>{"documents", "SOP-0001", "x+y"});
    CHECK(target->query.get("as-of") == "2026-05-03");
    CHECK(target->query.all("q") == std::vector<std::string>{"a b&c", ""});
    CHECK(target->query.find("z") != nullptr);
    CHECK(target->query.find("none") == nullptr);
    CHECK(parse_target("/")->path.empty());
    CHECK(parse_target("/?q=%C5%BC%C3%B3%C5%82w")->query.get("q") == "\u017c\u00f3\u0142w");
    CHECK(parse_target("/documents/")->path == std::vector<std::string>{"documents", ""});
}

TEST_CASE("targets that mean something else to somebody are refused") {
    for (const char* target : {"/%",     "/%4",     "/%zz",       "/%%",
                               "/a%00b", "/a%0ab",  "/..",        "/%2e%2e/x",
                               "/.",     "/a%2Fb",  "/a%5Cb",     "/a\\b",
                               "/%ff",   "/%c0%af", "/%ed%a0%80", "/%f5%80%80%80",
                               "/%c3",   "/?q=%",   "/?q=%00",    "/?q=%fe",
                               "",       "x",       "/a%7f"}) {
        INFO(target);
        CHECK_FALSE(parse_target(target));
    }
}

TEST_CASE("encoding and decoding are inverses") {
    const std::string text = "SOP-0001 \u017b/\\?&=+%\"<>'";
    CHECK(percent_decode(percent_encode(text), PlusSign::is_space).value() == text);
    CHECK(percent_encode("a b/c") == "a%20b%2Fc");
}

TEST_CASE("a form with too many parameters is refused") {
    std::string form;
    for (std::size_t index = 0; index <= max_parameters; ++index) form += "a=b&";
    CHECK_FALSE(parse_parameters(form));
}

TEST_CASE("a cookie that is set twice is nobody's") {
    const Cookies cookies("a=1; session=x=y ;junk; b=2;a=3");
    CHECK(*cookies.find("session") == "x=y");
    CHECK(*cookies.find("b") == "2");
    CHECK(cookies.find("a") == nullptr);
    CHECK(cookies.find("junk") == nullptr);
}
