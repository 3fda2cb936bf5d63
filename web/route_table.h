// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "web/http/request.h"
#include "web/http/response.h"

namespace muniment::web {

/// The `{...}` parts of a pattern, by name.
class PathParameters {
  public:
    void add(std::string name, std::string value);
    /// The value; empty for a name that the pattern does not have.
    [[nodiscard]] const std::string& get(std::string_view name) const;

  private:
    std::vector<std::pair<std::string, std::string>> values_;
};

/// One request on its way to a handler. Lives as long as the handler's call.
struct Visit {
    const http::Request& request;
    PathParameters path;
};

/// An error becomes a page (or JSON under /api) with the status of http_status().
using Handler = std::function<core::Result<http::Response>(const Visit&)>;

/// What is taken without a session's cookie. Whether that is a good one, only the handler knows.
inline constexpr std::uint64_t small_body = 64 * 1024;
/// What those may send who write a document: its text, encoded.
inline constexpr std::uint64_t document_body = 8'000'000;

/// `/documents/{id}/revisions/{revision}`: segments are literal or `{name}`, which takes exactly
/// one segment that is not empty; a last `{name...}` takes one or more, joined by slashes.
struct Route {
    http::Method method = http::Method::get;
    std::string pattern;
    Handler handler;
    std::uint64_t longest_body = small_body;  ///< bytes; more takes a cookie or a token
};

struct RouteMatch {
    const Route* route = nullptr;  ///< null: 404, or 405 when allow is not empty
    PathParameters path;
    std::string allow;  ///< "GET, HEAD": the methods of the routes that match but for the method
};

/// All routes of the program. Built once, then only read, by any number of threads.
class RouteTable {
  public:
    /// Error: internal, when two routes have one method and the same shape, or a pattern is
    /// malformed.
    [[nodiscard]] static core::Result<RouteTable> make(std::vector<Route> routes);

    /// The most exact of the routes that match: literal segments before `{name}` before
    /// `{name...}`, from the left. HEAD is answered by GET routes.
    [[nodiscard]] RouteMatch find(http::Method method, const std::vector<std::string>& path) const;
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  private:
    enum class Kind { literal, one, rest };
    struct Segment {
        Kind kind = Kind::literal;
        std::string text;
    };
    using Shape = std::vector<Segment>;

    static core::Result<Shape> parse(const std::string& pattern);
    static bool matches(const Shape& shape, const std::vector<std::string>& path);
    static bool same_shape(const Shape& left, const Shape& right);
    static bool more_exact(const Shape& left, const Shape& right);
    static PathParameters take_parameters(const Shape& shape, const std::vector<std::string>& path);

    std::vector<Route> routes_;
    std::vector<Shape> shapes_;  ///< by the index of routes_
};

}  // namespace muniment::web
