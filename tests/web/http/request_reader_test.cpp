// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/request_reader.h"

#include <string>

#include <catch2/catch.hpp>

using namespace muniment::web::http;
using State = RequestReader::State;

namespace {

RequestReader reader(std::size_t spool_above = 1024) {
    ReaderLimits limits;
    limits.body_bytes = 4096;
    limits.spool_above = spool_above;
    return RequestReader(limits);
}

const std::string chunked = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

}  // namespace

TEST_CASE("a request is the same however its bytes are cut") {
    const std::string bytes = chunked + "5\r\nhello\r\n00B\r\n, two\r\nline\r\n0\r\n\r\nGET / ";
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        auto one = reader();
        one.feed(std::string_view(bytes).substr(0, cut));
        one.feed(std::string_view(bytes).substr(cut));
        INFO(cut);
        REQUIRE(one.state() == State::complete);
        CHECK(one.take().body.text().value() == "hello, two\r\nline");
        CHECK(one.state() == State::head);
    }
}

TEST_CASE("chunks are read strictly") {
    for (const char* body : {"5;x=y\r\nhello\r\n", "5\nhello\r\n", " 5\r\n", "5 \r\n", "-1\r\n",
                             "0x5\r\n", "\r\n", "000000005\r\n", "5\r\nhelloX", "5\r\nhello\nX",
                             "0\r\nTrailer: x\r\n\r\n", "0\r\nX", "g\r\n"}) {
        auto one = reader();
        INFO(body);
        CHECK(one.feed(chunked + body) == State::failed);
        CHECK(one.fault().status == 400);
    }
}

TEST_CASE("bodies beyond the limit are refused as soon as that is known") {
    auto announced = reader();
    announced.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4097\r\n\r\n");
    CHECK(announced.fault().status == 413);
    auto one_chunk = reader();
    one_chunk.feed(chunked + "1001\r\n");
    CHECK(one_chunk.fault().status == 413);
    auto many_chunks = reader();
    many_chunks.feed(chunked);
    const std::string chunk = "800\r\n" + std::string(0x800, 'x') + "\r\n";
    CHECK(many_chunks.feed(chunk) == State::body);
    CHECK(many_chunks.feed(chunk) == State::body);
    CHECK(many_chunks.feed("1\r\nx\r\n") == State::failed);
    CHECK(many_chunks.fault().status == 413);
}

TEST_CASE("what a body may have is asked when the head is known") {
    ReaderLimits limits;
    limits.body_limit = [](const Request& request) -> std::uint64_t {
        return request.target == "/large" && request.headers.find("Cookie") != nullptr ? 100 : 4;
    };
    const auto status = [&](const std::string& target, const std::string& header,
                            const std::string& framing) {
        RequestReader one(limits);
        one.feed("POST " + target + " HTTP/1.1\r\nHost: a\r\n" + header + framing);
        return one.state() == State::failed ? one.fault().status : 0;
    };
    const std::string five = "Content-Length: 5\r\n\r\n";
    const std::string chunks = "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n";
    for (const auto& framing : {five, chunks}) {
        CHECK(status("/large", "Cookie: a=b\r\n", framing) == 0);
        CHECK(status("/large", "", framing) == 413);
        CHECK(status("/small", "Cookie: a=b\r\n", framing) == 413);
    }
    limits.body_bytes = 2;
    CHECK(status("/large", "Cookie: a=b\r\n", five) == 413);
}

TEST_CASE("only so many bodies lie in files at once") {
    SpoolPlaces places(2);
    Body first(4, &places);
    Body small(4, &places);
    CHECK(small.append("four"));
    CHECK(first.append("more than four"));
    {
        Body second(4, &places);
        CHECK(second.append("more than four"));
        Body third(4, &places);
        CHECK(third.append("more than four").error().code ==
              muniment::core::ErrorCode::unavailable);
        Body kept = std::move(second);
        CHECK(kept.text().value() == "more than four");
    }
    Body fourth(4, &places);
    CHECK(fourth.append("more than four"));
    CHECK(small.append("five").error().code == muniment::core::ErrorCode::unavailable);
}

TEST_CASE("a body lies in a file once it is large, and reads the same") {
    std::string content;
    for (int index = 0; content.size() < 3000; ++index) content += std::to_string(index) + " ";
    for (const std::size_t spool_above : {10, 5000}) {
        auto one = reader(spool_above);
        one.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(content.size()) +
                 "\r\n\r\n");
        for (std::size_t at = 0; at < content.size(); at += 700)
            one.feed(std::string_view(content).substr(at, 700));
        REQUIRE(one.state() == State::complete);
        const auto request = one.take();
        CHECK(request.body.spooled() == (spool_above == 10));
        CHECK(request.body.text().value() == content);
        CHECK(request.body.read(1000, 50).value() == content.substr(1000, 50));
        CHECK(request.body.read(content.size(), 50).value().empty());
    }
}

TEST_CASE("heads have a bound, and a bare line feed is seen before the end") {
    auto long_head = reader();
    long_head.feed("GET / HTTP/1.1\r\nHost: a\r\n");
    for (int index = 0; index < 3; ++index) long_head.feed("X: " + std::string(8000, 'x') + "\r\n");
    CHECK(long_head.fault().status == 431);
    auto bare = reader();
    CHECK(bare.feed("GET / HTTP/1.1\n") == State::failed);
    CHECK(bare.fault().status == 400);
}

TEST_CASE("methods that are not served are told apart from nonsense") {
    auto one = reader();
    one.feed("DELETE /x HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(one.fault().status == 405);
    CHECK(one.describe() == "DELETE /x");
}

TEST_CASE("the client is told once to go on") {
    auto one = reader();
    one.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(one.take_continue());
    CHECK_FALSE(one.take_continue());
    CHECK(one.feed("ok") == State::complete);
}
