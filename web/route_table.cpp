// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/route_table.h"

#include <algorithm>
#include <utility>

namespace muniment::web {
namespace {

core::Error malformed(const std::string& pattern) {
    return {core::ErrorCode::internal, "the route \"" + pattern + "\" is malformed", {}};
}

bool serves(const Route& route, http::Method method) {
    return route.method == method ||
           (route.method == http::Method::get && method == http::Method::head);
}

}  // namespace

void PathParameters::add(std::string name, std::string value) {
    values_.emplace_back(std::move(name), std::move(value));
}

const std::string& PathParameters::get(std::string_view name) const {
    static const std::string none;
    for (const auto& value : values_)
        if (value.first == name) return value.second;
    return none;
}

core::Result<RouteTable> RouteTable::make(std::vector<Route> routes) {
    RouteTable table;
    for (auto& route : routes) {
        MUNIMENT_TRY(auto shape, parse(route.pattern));
        for (std::size_t other = 0; other < table.shapes_.size(); ++other)
            if (table.routes_[other].method == route.method &&
                same_shape(table.shapes_[other], shape))
                return core::fail(core::ErrorCode::internal,
                                  "two routes are \"" + route.pattern + "\"");
        table.shapes_.push_back(std::move(shape));
        table.routes_.push_back(std::move(route));
    }
    return table;
}

core::Result<RouteTable::Shape> RouteTable::parse(const std::string& pattern) {
    if (pattern.empty() || pattern[0] != '/') return core::fail(malformed(pattern));
    Shape shape;
    std::string_view rest = std::string_view(pattern).substr(1);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('/'), rest.size());
        auto text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (text.empty()) return core::fail(malformed(pattern));
        if (text.front() != '{') {
            shape.push_back({Kind::literal, std::string(text)});
            continue;
        }
        if (text.size() < 3 || text.back() != '}') return core::fail(malformed(pattern));
        text = text.substr(1, text.size() - 2);
        const bool takes_rest = text.size() > 3 && text.substr(text.size() - 3) == "...";
        if (takes_rest && !rest.empty()) return core::fail(malformed(pattern));
        if (takes_rest) text.remove_suffix(3);
        shape.push_back({takes_rest ? Kind::rest : Kind::one, std::string(text)});
    }
    return shape;
}

bool RouteTable::matches(const Shape& shape, const std::vector<std::string>& path) {
    const bool open = !shape.empty() && shape.back().kind == Kind::rest;
    if (open ? path.size() < shape.size() : path.size() != shape.size()) return false;
    for (std::size_t index = 0; index < shape.size(); ++index) {
        if (path[index].empty()) return false;
        if (shape[index].kind == Kind::literal && shape[index].text != path[index]) return false;
    }
    return true;
}

bool RouteTable::same_shape(const Shape& left, const Shape& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Segment& a, const Segment& b) {
                          return a.kind == b.kind && (a.kind != Kind::literal || a.text == b.text);
                      });
}

bool RouteTable::more_exact(const Shape& left, const Shape& right) {
    return std::lexicographical_compare(
        left.begin(), left.end(), right.begin(), right.end(),
        [](const Segment& a, const Segment& b) { return a.kind < b.kind; });
}

PathParameters RouteTable::take_parameters(const Shape& shape,
                                           const std::vector<std::string>& path) {
    PathParameters parameters;
    for (std::size_t index = 0; index < shape.size(); ++index) {
        if (shape[index].kind == Kind::literal) continue;
        std::string value = path[index];
        if (shape[index].kind == Kind::rest)
            for (std::size_t next = index + 1; next < path.size(); ++next)
                value += "/" + path[next];
        parameters.add(shape[index].text, std::move(value));
    }
    return parameters;
}

RouteMatch RouteTable::find(http::Method method, const std::vector<std::string>& path) const {
    RouteMatch match;
    const Shape* best = nullptr;
    bool reads = false;
    bool writes = false;
    for (std::size_t index = 0; index < routes_.size(); ++index) {
        if (!matches(shapes_[index], path)) continue;
        (routes_[index].method == http::Method::post ? writes : reads) = true;
        if (!serves(routes_[index], method)) continue;
        if (best != nullptr && !more_exact(shapes_[index], *best)) continue;
        best = &shapes_[index];
        match.route = &routes_[index];
    }
    if (best != nullptr) {
        match.path = take_parameters(*best, path);
        return match;
    }
    if (reads) match.allow = "GET, HEAD";
    if (writes) match.allow += reads ? ", POST" : "POST";
    return match;
}

}  // namespace muniment::web
