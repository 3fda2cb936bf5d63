// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/head_check.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace muniment::web::http {
namespace {

using Checked = tl::expected<void, HeadFault>;

tl::unexpected<HeadFault> refuse(std::string reason, int status = 400) {
    return tl::unexpected<HeadFault>(HeadFault{status, std::move(reason)});
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_visible(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte > 0x20 && byte < 0x7F;
}

bool is_value_character(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return (byte >= 0x20 && byte != 0x7F) || byte == '\t';
}

/// Takes one line, without its CR LF, off the front of `rest`.
tl::expected<std::string_view, HeadFault> take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r')
        return refuse("a line that does not end in CR LF");
    const auto line = rest.substr(0, end - 1);
    rest.remove_prefix(end + 1);
    if (line.find('\r') != std::string_view::npos) return refuse("a bare CR");
    return line;
}

bool is_host_character(char character) {
    constexpr std::string_view others = "-._~%!$&'()*+,;=:[]";
    return is_digit(character) || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z') || others.find(character) != others.npos;
}

bool is_host(std::string_view host) {
    return !host.empty() && std::all_of(host.begin(), host.end(), is_host_character);
}

Checked read_version(std::string_view version, CheckedHead& head) {
    if (version == "HTTP/1.1") return {};
    head.keep_alive = false;
    if (version == "HTTP/1.0") return {};
    const bool well_formed = version.size() == 8 && version.substr(0, 5) == "HTTP/" &&
                             is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
    return well_formed ? refuse("unknown HTTP version", 505) : refuse("no HTTP version");
}

Checked read_request_line(std::string_view line, CheckedHead& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return refuse("incomplete request line");
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    if (!is_token(method)) return refuse("the method is not a token");
    const bool clean = !target.empty() && std::all_of(target.begin(), target.end(), is_visible) &&
                       target.find('#') == std::string_view::npos;
    if (!clean) return refuse("a character in the target that must be encoded");
    head.method = method;
    head.target = target;
    return read_version(line.substr(last + 1), head);
}

Checked read_field(std::string_view line, const HeadLimits& limits, CheckedHead& head) {
    if (line[0] == ' ' || line[0] == '\t') return refuse("a folded header line");
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return refuse("a header line without a colon");
    const auto name = line.substr(0, colon);
    if (!is_token(name)) return refuse("a header name that is not a token");
    const auto value = without_blanks(line.substr(colon + 1));
    if (!std::all_of(value.begin(), value.end(), is_value_character))
        return refuse("a control character in a header value");
    if (name.size() > limits.name_bytes || value.size() > limits.value_bytes)
        return refuse("a header line that is too long", 431);
    if (head.headers.fields().size() == limits.fields) return refuse("too many headers", 431);
    head.headers.add(std::string(name), std::string(value));
    return {};
}

Checked read_content_length(const std::string& text, CheckedHead& head) {
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit))
        return refuse("a Content-Length that is not digits");
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, head.content_length);
    if (parsed.ec != std::errc() || parsed.ptr != end)
        return refuse("a Content-Length beyond all bounds");
    head.framing = Framing::length;
    return {};
}

Checked read_framing(bool http_1_1, CheckedHead& head) {
    const auto lengths = head.headers.count("Content-Length");
    const auto encodings = head.headers.count("Transfer-Encoding");
    if (lengths > 1) return refuse("more than one Content-Length");
    if (encodings > 1) return refuse("more than one Transfer-Encoding");
    if (lengths == 1 && encodings == 1) return refuse("Content-Length and Transfer-Encoding");
    if (lengths == 1) return read_content_length(*head.headers.find("Content-Length"), head);
    if (encodings == 0) return {};
    if (!http_1_1) return refuse("Transfer-Encoding in HTTP/1.0");
    if (*head.headers.find("Transfer-Encoding") != "chunked")
        return refuse("a Transfer-Encoding other than chunked");
    head.framing = Framing::chunked;
    return {};
}

/// `http://host/path` becomes `/path`, when host is the one in Host.
Checked reduce_absolute_target(CheckedHead& head) {
    constexpr std::string_view scheme = "://";
    if (head.target[0] == '/' || head.method == "CONNECT") return {};
    if (head.target == "*" && head.method == "OPTIONS") return {};
    const auto colon = head.target.find(scheme);
    if (colon == std::string::npos) return refuse("a target that is neither a path nor a URL");
    const std::string_view name = std::string_view(head.target).substr(0, colon);
    if (!equals_ignoring_case(name, "http") && !equals_ignoring_case(name, "https"))
        return refuse("a target of another scheme");
    const auto start = colon + scheme.size();
    const auto end = std::min(head.target.find_first_of("/?", start), head.target.size());
    if (!equals_ignoring_case(std::string_view(head.target).substr(start, end - start), head.host))
        return refuse("a target for another host than Host");
    const auto path = head.target.substr(end);
    head.target = !path.empty() && path[0] == '/' ? path : "/" + path;
    return {};
}

Checked read_host(bool http_1_1, CheckedHead& head) {
    const auto hosts = head.headers.count("Host");
    if (hosts > 1) return refuse("more than one Host");
    if (hosts == 0) return http_1_1 ? refuse("no Host") : Checked{};
    head.host = *head.headers.find("Host");
    return is_host(head.host) ? Checked{} : refuse("a Host that is no host");
}

Checked read_expectation(CheckedHead& head) {
    const auto* expected = head.headers.find("Expect");
    if (expected == nullptr) return {};
    if (!equals_ignoring_case(*expected, "100-continue") || head.headers.count("Expect") > 1)
        return refuse("an Expect other than 100-continue", 417);
    head.expects_continue = true;
    return {};
}

}  // namespace

tl::expected<CheckedHead, HeadFault> check_head(std::string_view head, const HeadLimits& limits) {
    CheckedHead checked;
    auto rest = head;
    auto line = take_line(rest);
    if (!line) return tl::unexpected<HeadFault>(std::move(line.error()));
    auto status = read_request_line(*line, checked);
    const bool http_1_1 = checked.keep_alive;
    while (status) {
        line = take_line(rest);
        if (!line) return tl::unexpected<HeadFault>(std::move(line.error()));
        if (line->empty()) break;
        status = read_field(*line, limits, checked);
    }
    if (status && !rest.empty()) status = refuse("bytes after the empty line");
    if (status) status = read_host(http_1_1, checked);
    if (status) status = read_framing(http_1_1, checked);
    if (status) status = reduce_absolute_target(checked);
    if (status) status = read_expectation(checked);
    if (!status) return tl::unexpected<HeadFault>(std::move(status.error()));
    if (checked.headers.has_element("Connection", "close")) checked.keep_alive = false;
    return checked;
}

}  // namespace muniment::web::http
