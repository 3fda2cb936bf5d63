// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/route_table.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace muniment::web;
using http::Method;

namespace {

Route route(Method method, std::string pattern) {
    return {method, std::move(pattern),
            [](const Visit&) { return http::make_response(200, "text/plain", ""); }};
}

RouteTable table() {
    return RouteTable::make(
               {route(Method::get, "/"), route(Method::get, "/documents"),
                route(Method::get, "/documents/{id}"), route(Method::get, "/documents/new"),
                route(Method::post, "/documents/{id}/draft"),
                route(Method::get, "/documents/{id}/draft"),
                route(Method::get, "/documents/{id}/revisions/{revision}"),
                route(Method::post, "/login"), route(Method::get, "/static/{version}/{name...}")})
        .value();
}

}  // namespace

TEST_CASE("a path finds its route and its parameters") {
    const auto routes = table();
    const auto found = routes.find(Method::get, {"documents", "SOP-0001", "revisions", "2.0"});
    REQUIRE(found.route != nullptr);
    CHECK(found.route->pattern == "/documents/{id}/revisions/{revision}");
    CHECK(found.path.get("id") == "SOP-0001");
    CHECK(found.path.get("revision") == "2.0");
    CHECK(found.path.get("none").empty());
    CHECK(routes.find(Method::get, {}).route->pattern == "/");
    CHECK(routes.find(Method::get, {"static", "1", "fonts", "a.woff2"}).path.get("name") ==
          "fonts/a.woff2");
    CHECK(routes.routes().size() == 9);
}

TEST_CASE("the more exact route wins, and HEAD is a GET") {
    const auto routes = table();
    CHECK(routes.find(Method::get, {"documents", "new"}).route->pattern == "/documents/new");
    CHECK(routes.find(Method::head, {"documents", "x"}).route->pattern == "/documents/{id}");
}

TEST_CASE("no such page and no such method are told apart") {
    const auto routes = table();
    for (const auto& path : std::vector<std::vector<std::string>>{
             {"x"}, {"documents", ""}, {"documents", "a", "b"}, {"static", "1"}, {""}}) {
        const auto found = routes.find(Method::get, path);
        CHECK(found.route == nullptr);
        CHECK(found.allow.empty());
    }
    CHECK(routes.find(Method::post, {"documents"}).allow == "GET, HEAD");
    CHECK(routes.find(Method::get, {"login"}).allow == "POST");
    CHECK(routes.find(Method::get, {"login"}).route == nullptr);
}

TEST_CASE("routes that cannot be told apart or read are refused") {
    CHECK_FALSE(RouteTable::make({route(Method::get, "/a/{b}"), route(Method::get, "/a/{c}")}));
    CHECK(RouteTable::make({route(Method::get, "/a/{b}"), route(Method::post, "/a/{c}")}));
    for (const char* pattern : {"", "a", "/a//b", "/{", "/{}", "/{a", "/{a...}/b"}) {
        INFO(pattern);
        CHECK_FALSE(RouteTable::make({route(Method::get, pattern)}));
    }
}
