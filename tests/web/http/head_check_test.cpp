// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/head_check.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "web/http/poco_head.h"

using namespace muniment::web::http;

namespace {

struct Case {
    const char* why;
    std::string head;
    int status;
};

const std::string line = "GET / HTTP/1.1\r\n";
const std::string host = "Host: a\r\n";
const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
const std::string end = "\r\n";

const std::vector<Case> refused = {
    {"no Host", line + end, 400},
    {"two Hosts", line + host + host + end, 400},
    {"empty Host", line + "Host:\r\n" + end, 400},
    {"Host with a path", line + "Host: a/b\r\n" + end, 400},
    {"two equal lengths", post + "Content-Length: 3\r\nContent-Length: 3\r\n" + end, 400},
    {"two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n" + end, 400},
    {"a list of lengths", post + "Content-Length: 3, 3\r\n" + end, 400},
    {"a signed length", post + "Content-Length: +3\r\n" + end, 400},
    {"a hexadecimal length", post + "Content-Length: 0x3\r\n" + end, 400},
    {"an empty length", post + "Content-Length:\r\n" + end, 400},
    {"an enormous length", post + "Content-Length: 99999999999999999999999\r\n" + end, 400},
    {"length and encoding", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n" + end,
     400},
    {"two encodings", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" + end,
     400},
    {"another encoding", post + "Transfer-Encoding: gzip, chunked\r\n" + end, 400},
    {"identity", post + "Transfer-Encoding: identity\r\n" + end, 400},
    {"chunked in other letters", post + "Transfer-Encoding: Chunked\r\n" + end, 400},
    {"chunked with a vertical tab",
     post +
         "Transfer-Encoding: \x0b"
         "chunked\r\n" +
         end,
     400},
    {"encoding in HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n" + end,
     400},
    {"a folded line", line + host + "X: a\r\n b\r\n" + end, 400},
    {"a blank first line of a field", line + " " + host + end, 400},
    {"a blank before the colon", line + "Host : a\r\n" + end, 400},
    {"a tab before the colon", line + host + "Content-Length\t: 3\r\n" + end, 400},
    {"no name", line + host + ": x\r\n" + end, 400},
    {"a name that is no token", line + host + "X(y): z\r\n" + end, 400},
    {"no colon", line + host + "X\r\n" + end, 400},
    {"a bare LF", line + "Host: a\n" + end, 400},
    {"a bare CR", line + "Host: a\rX: b\r\n" + end, 400},
    {"a NUL", line + "Host: a\r\nX: " + std::string(1, '\0') + "\r\n" + end, 400},
    {"a control character", line + host + "X: a\x01\r\n" + end, 400},
    {"an unknown version", "GET / HTTP/1.2\r\n" + host + end, 505},
    {"version two", "GET / HTTP/2.0\r\n" + host + end, 505},
    {"lower case version", "GET / http/1.1\r\n" + host + end, 400},
    {"no version", "GET /\r\n" + host + end, 400},
    {"two blanks", "GET  / HTTP/1.1\r\n" + host + end, 400},
    {"a blank in the target", "GET /a b HTTP/1.1\r\n" + host + end, 400},
    {"a control character in the target", "GET /a\x7f HTTP/1.1\r\n" + host + end, 400},
    {"bytes in the target", "GET /\xc3\xb3 HTTP/1.1\r\n" + host + end, 400},
    {"a fragment", "GET /a#b HTTP/1.1\r\n" + host + end, 400},
    {"another absolute host", "GET http://b/ HTTP/1.1\r\n" + host + end, 400},
    {"another port", "GET http://a:81/ HTTP/1.1\r\n" + host + end, 400},
    {"another scheme", "GET ftp://a/ HTTP/1.1\r\n" + host + end, 400},
    {"credentials", "GET http://x@a/ HTTP/1.1\r\n" + host + end, 400},
    {"an asterisk", "GET * HTTP/1.1\r\n" + host + end, 400},
    {"an authority", "GET a:80 HTTP/1.1\r\n" + host + end, 400},
    {"a method that is no token", "G@T / HTTP/1.1\r\n" + host + end, 400},
    {"an empty line first", "\r\n" + line + host + end, 400},
    {"another expectation", line + host + "Expect: a-miracle\r\n" + end, 417},
    {"a long value", line + host + "X: " + std::string(9000, 'x') + "\r\n" + end, 431},
    {"a long name", line + host + std::string(300, 'x') + ": x\r\n" + end, 431},
};

/// As the server does it: strictly first, then by Poco.
int verdict(const std::string& head) {
    const auto checked = check_head(head);
    if (!checked) return checked.error().status;
    const auto agreed = confirm_with_poco(head, *checked);
    return agreed ? 0 : agreed.error().status;
}

}  // namespace

TEST_CASE("a head that could be read in two ways is refused") {
    for (const auto& one : refused) {
        INFO(one.why);
        CHECK(verdict(one.head) == one.status);
    }
}

TEST_CASE("too many header fields are refused") {
    std::string head = line + host;
    for (int index = 0; index < 100; ++index) head += "X" + std::to_string(index) + ": y\r\n";
    CHECK(verdict(head + end) == 431);
}

TEST_CASE("ordinary heads are read as they are meant") {
    const std::string head =
        "POST /documents/SOP-0001?x=1 HTTP/1.1\r\nHost: example.org:8080\r\n"
        "Content-Length: 12\r\nExpect: 100-continue\r\nAccept: a/b, c/d;q=0.5\r\n"
        "Accept: e/f\r\nCookie: a=b; c=d\r\nX-Empty:\r\nReferer: http://a/?q=?x\r\n\r\n";
    const auto checked = check_head(head);
    REQUIRE(checked);
    CHECK(verdict(head) == 0);
    CHECK(checked->method == "POST");
    CHECK(checked->target == "/documents/SOP-0001?x=1");
    CHECK(checked->host == "example.org:8080");
    CHECK(checked->framing == Framing::length);
    CHECK(checked->content_length == 12);
    CHECK(checked->expects_continue);
    CHECK(checked->keep_alive);
    CHECK(checked->headers.count("accept") == 2);
}

TEST_CASE("an encoded word is left as it was sent") {
    const std::string head = line + host + "X: =?utf-8?q?a=0Ab?=\r\n" + end;
    CHECK(verdict(head) == 0);
    CHECK(*check_head(head)->headers.find("x") == "=?utf-8?q?a=0Ab?=");
}

TEST_CASE("the connection is kept or not, as the client says") {
    CHECK(check_head(line + host + end)->keep_alive);
    CHECK_FALSE(check_head(line + host + "Connection: x, Close\r\n" + end)->keep_alive);
    CHECK_FALSE(check_head("GET / HTTP/1.0\r\n" + end)->keep_alive);
}

TEST_CASE("an absolute target of the same host becomes a path") {
    CHECK(check_head("GET http://A/b?c HTTP/1.1\r\n" + host + end)->target == "/b?c");
    CHECK(check_head("GET http://a HTTP/1.1\r\n" + host + end)->target == "/");
    CHECK(check_head("GET http://a?c HTTP/1.1\r\n" + host + end)->target == "/?c");
}
