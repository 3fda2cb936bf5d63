// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/server.h"

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/web/http/raw_client.h"
#include "tests/web/http/running_server.h"
#include "web/http/listener.h"

using namespace muniment;
using namespace muniment::test;
using namespace muniment::web::http;

namespace {

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

Response describe(const Request& request) {
    if (request.target == "/throw") throw std::runtime_error("the secret of the house");
    if (request.target == "/split") {
        auto response = make_response(200, "text/plain", "");
        response.headers.add("X", "a\r\nSet-Cookie: b=c");
        return response;
    }
    std::string text = request.target + "|" + request.body.text().value();
    return make_response(200, "text/plain", std::move(text));
}

Hooks hooks() {
    Hooks made;
    made.handle = describe;
    made.error_page = [](const Problem& problem) {
        return make_response(problem.status, "text/plain",
                             "problem " + std::to_string(problem.status) + " " + problem.reference);
    };
    made.defect_log = [](std::string_view, std::string_view) {};
    return made;
}

/// The first records, once there are so many.
std::vector<AccessRecord> records_of(RunningServer& server, std::size_t count) {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (server.records().size() < count) {
        if (std::chrono::steady_clock::now() > patience)
            throw std::runtime_error("the access log lacks a record");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return server.records();
}

/// Another value for a variable of the environment while it lives.
class EnvironmentVariable {
  public:
    EnvironmentVariable(const char* name, const char* value) : name_(name) {
        const char* before = std::getenv(name);
        if (before != nullptr) before_ = before;
        ::setenv(name, value, 1);
    }
    ~EnvironmentVariable() {
        if (before_)
            ::setenv(name_, before_->c_str(), 1);
        else
            ::unsetenv(name_);
    }
    EnvironmentVariable(const EnvironmentVariable&) = delete;
    EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

  private:
    const char* name_;
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("the server answers requests on a connection in their order") {
    RunningServer server({}, hooks());
    RawClient client(server.port());
    std::string pipeline;
    for (int index = 0; index < 50; ++index)
        pipeline += "POST /" + std::to_string(index) +
                    " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    client.send(pipeline);
    for (int index = 0; index < 50; ++index) {
        const auto response = client.receive_response();
        CHECK(status_of(response) == "200");
        CHECK(body_of(response) == "/" + std::to_string(index) + "|abc");
    }
}

TEST_CASE("HEAD has the head of GET and no body") {
    RunningServer server({}, hooks());
    RawClient client(server.port());
    client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get);
    const auto head = client.receive_response(false);
    CHECK(head.find("Content-Length: 5\r\n") != std::string::npos);
    CHECK(body_of(client.receive_response()) == "/|");
}

TEST_CASE("a chunked body arrives whole") {
    RunningServer server({}, hooks());
    RawClient client(server.port());
    client.send("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwi");
    client.send("ki\r\n0\r\n\r\n");
    CHECK(body_of(client.receive_response()) == "/c|wiki");
}

TEST_CASE("what cannot be read is refused and the connection closed") {
    struct Case {
        std::string bytes;
        std::string status;
    };
    const std::vector<Case> cases{
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", "400"},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
         "0\r\n\r\nGET /evil HTTP/1.1\r\nHost: a\r\n\r\n",
         "400"},
        {"GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"GET / HTTP/3.1\r\nHost: a\r\n\r\n", "505"},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", "413"},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x'), "431"},
        {"\x16\x03\x01\x02\x01\xfc\x03\x03\n", "400"},
    };
    RunningServer server({}, hooks());
    for (const auto& one : cases) {
        RawClient client(server.port());
        client.send(one.bytes);
        const auto answer = client.receive_all();  // ends only because the server closes
        INFO(one.bytes.substr(0, 200));
        CHECK(status_of(answer) == one.status);
        CHECK(answer.find("Connection: close\r\n") != std::string::npos);
        CHECK(answer.find("HTTP/1.1", 9) == std::string::npos);
    }
}

TEST_CASE("another method is told which ones there are") {
    RunningServer server({}, hooks());
    RawClient client(server.port());
    client.send("DELETE /x HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.receive_all();
    CHECK(status_of(answer) == "405");
    CHECK(answer.find("Allow: GET, HEAD, POST\r\n") != std::string::npos);
}

TEST_CASE("a client that asks first is told to go on, or not to") {
    RunningServer server({}, hooks());
    RawClient client(server.port());
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.receive() == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ok");
    CHECK(body_of(client.receive_response()) == "/x|ok");
    client.send(
        "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
    CHECK(status_of(client.receive_all()) == "413");
}

TEST_CASE("an exception becomes a page with a reference, and says nothing more") {
    std::mutex mutex;
    std::vector<std::string> logged;
    auto made = hooks();
    made.defect_log = [&](std::string_view reference, std::string_view what) {
        const std::lock_guard lock(mutex);
        logged.push_back(std::string(reference) + " " + std::string(what));
    };
    RunningServer server({}, made);
    RawClient client(server.port());
    client.send("GET /throw HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.receive_response();
    CHECK(status_of(answer) == "500");
    CHECK(answer.find("secret") == std::string::npos);
    const std::lock_guard lock(mutex);
    REQUIRE(logged.size() == 1);
    CHECK(logged[0].find("the secret of the house") != std::string::npos);
    CHECK(body_of(answer) == "problem 500 " + logged[0].substr(0, 8));
}

TEST_CASE("a header that would split the answer is never sent") {
    RunningServer server({}, hooks());
    RawClient client(server.port());
    client.send("GET /split HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.receive_response();
    CHECK(status_of(answer) == "500");
    CHECK(answer.find("Set-Cookie") == std::string::npos);
}

TEST_CASE("a large answer reaches a client that reads late") {
    auto made = hooks();
    const auto large = std::make_shared<const std::string>(20'000'000, 'x');
    made.handle = [&](const Request&) { return make_response(200, "text/plain", large); };
    RunningServer server({}, made);
    RawClient slow(server.port());
    slow.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    RawClient quick(server.port());
    quick.send(get);
    CHECK(body_of(quick.receive_response()).size() == large->size());
    CHECK(body_of(slow.receive_all()).size() == large->size());
}

TEST_CASE("slow senders are dropped, and told so") {
    ServerOptions options;
    options.connection.timeouts.head = std::chrono::milliseconds(300);
    options.connection.timeouts.body_pause = std::chrono::milliseconds(300);
    options.connection.timeouts.idle = std::chrono::milliseconds(300);
    RunningServer server(options, hooks());
    RawClient in_head(server.port());
    in_head.send("GET / HT");
    RawClient in_body(server.port());
    in_body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx");
    RawClient silent(server.port());
    RawClient idle(server.port());
    idle.send(get);
    CHECK(status_of(idle.receive_response()) == "200");
    CHECK(status_of(in_head.receive_all()) == "408");
    CHECK(status_of(in_body.receive_all()) == "408");
    CHECK(silent.receive_all().empty());
    CHECK(idle.receive_all().empty());
}

TEST_CASE("why a request was refused stands in the access log") {
    RunningServer server({}, hooks());
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\n\r\n");
    CHECK(status_of(client.receive_all()) == "400");
    RawClient good(server.port());
    good.send(get);
    CHECK(status_of(good.receive_response()) == "200");
    const auto records = records_of(server, 2);
    CHECK(records[0].status == 400);
    CHECK_FALSE(records[0].reason.empty());
    CHECK(records[1].reason.empty());
}

TEST_CASE("a body that cannot be stored is a fault that the log explains") {
    std::mutex mutex;
    std::vector<std::string> logged;
    auto made = hooks();
    made.defect_log = [&](std::string_view reference, std::string_view what) {
        const std::lock_guard lock(mutex);
        logged.push_back(std::string(reference) + " " + std::string(what));
    };
    ServerOptions options;
    options.connection.limits.spool_above = 10;
    const EnvironmentVariable no_folder("TMPDIR", "/dev/null");
    RunningServer server(options, made);
    for (const std::string& body :
         {std::string("Content-Length: 11\r\n\r\nhello world"),
          std::string("Transfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n")}) {
        RawClient client(server.port());
        client.send("POST / HTTP/1.1\r\nHost: a\r\n" + body);
        const auto answer = client.receive_all();
        CHECK(status_of(answer) == "503");
        const std::lock_guard lock(mutex);
        REQUIRE(logged.size() == 1);
        CHECK(logged[0].find("could not be kept in a temporary file") != std::string::npos);
        CHECK(body_of(answer) == "problem 503 " + logged[0].substr(0, 8));
        logged.clear();
    }
    CHECK(records_of(server, 2)[1].reason.find("temporary file") != std::string::npos);
}

TEST_CASE("a client that stalls in the middle of an answer is on the record") {
    auto made = hooks();
    const auto large = std::make_shared<const std::string>(20'000'000, 'x');
    made.handle = [&](const Request&) { return make_response(200, "text/plain", large); };
    ServerOptions options;
    options.connection.timeouts.write_pause = std::chrono::milliseconds(300);
    RunningServer server(options, made);
    RawClient stalled(server.port(), 4096);
    stalled.send(get);
    const auto record = records_of(server, 1)[0];
    CHECK(record.request == "GET /");
    CHECK(record.status == 200);
    CHECK(record.bytes > 0);
    CHECK(record.bytes < large->size());
}

TEST_CASE("when there are too many connections the oldest idle one makes room") {
    ServerOptions options;
    options.max_connections = 3;
    RunningServer server(options, hooks());
    std::vector<RawClient> clients;
    for (int index = 0; index < 3; ++index) {
        clients.emplace_back(server.port());
        clients.back().send(get);
        CHECK(status_of(clients.back().receive_response()) == "200");
    }
    RawClient newcomer(server.port());
    newcomer.send(get);
    CHECK(status_of(newcomer.receive_response()) == "200");
    CHECK(clients[0].receive_all().empty());
    clients[1].send(get);
    CHECK(status_of(clients[1].receive_response()) == "200");
}

TEST_CASE("when every worker is taken and the queue full, the answer is 503") {
    std::mutex mutex;
    std::condition_variable changed;
    int inside = 0;
    bool open = false;
    auto made = hooks();
    made.handle = [&](const Request& request) {
        std::unique_lock lock(mutex);
        ++inside;
        changed.notify_all();
        changed.wait(lock, [&] { return open; });
        return describe(request);
    };
    ServerOptions options;
    options.workers = 1;
    options.queue = 1;
    RunningServer server(options, made);
    RawClient working(server.port());
    working.send(get);
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return inside == 1; });
    }
    RawClient first(server.port());
    RawClient second(server.port());
    first.send(get);
    second.send(get);
    // One of the two is in the queue; the other is refused at once.
    const auto refused = [&] {
        const std::lock_guard lock(mutex);
        return inside == 1;
    };
    CHECK(refused());
    auto answers = std::vector<std::string>{};
    std::thread opener([&] {
        while (server.records().empty()) std::this_thread::yield();
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    });
    answers.push_back(status_of(first.receive_response()));
    answers.push_back(status_of(second.receive_response()));
    opener.join();
    std::sort(answers.begin(), answers.end());
    CHECK(answers == std::vector<std::string>{"200", "503"});
    CHECK(status_of(working.receive_response()) == "200");
}

TEST_CASE("stopping finishes the answer under way") {
    std::mutex mutex;
    std::condition_variable changed;
    bool inside = false;
    bool open = false;
    auto made = hooks();
    made.handle = [&](const Request& request) {
        std::unique_lock lock(mutex);
        inside = true;
        changed.notify_all();
        changed.wait(lock, [&] { return open; });
        return describe(request);
    };
    RunningServer server({}, made);
    RawClient idle(server.port());
    RawClient client(server.port());
    client.send(get);
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return inside; });
    }
    server.server().stop();
    CHECK(idle.receive_all().empty());
    {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
    CHECK(body_of(client.receive_all()) == "/|");
    CHECK(server.stop());
}

TEST_CASE("every answer is recorded, with who and how long") {
    auto made = hooks();
    made.handle = [](const Request&) {
        auto response = make_response(200, "text/plain", "abc");
        response.person = "ola";
        return response;
    };
    RunningServer server({}, made);
    RawClient client(server.port());
    client.send("GET /x?y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const auto answer = client.receive_all();
    server.stop();
    REQUIRE(server.records().size() == 1);
    const auto record = server.records()[0];
    CHECK(record.peer == "127.0.0.1");
    CHECK(record.request == "GET /x?y");
    CHECK(record.person == "ola");
    CHECK(record.status == 200);
    CHECK(record.bytes == answer.size());
}

TEST_CASE("addresses that only this machine can reach are told from others") {
    for (const char* text : {"127.0.0.1:0", "127.9.9.9:80", "[::1]:0", "localhost:8080"})
        CHECK(ListenAddress::parse(text)->is_loopback());
    for (const char* text :
         {"0.0.0.0:0", "[::]:0", "192.0.2.7:80", "128.0.0.1:1", "example.org:80"})
        CHECK_FALSE(ListenAddress::parse(text)->is_loopback());
}

TEST_CASE("addresses to listen on") {
    CHECK(ListenAddress::parse("127.0.0.1:8080")->url() == "http://127.0.0.1:8080");
    CHECK(ListenAddress::parse("[::1]:0")->url() == "http://[::1]:0");
    for (const char* text : {"", "8080", ":8080", "a:", "a:70000", "a:x", "::1:80", "[]:80"}) {
        INFO(text);
        CHECK_FALSE(ListenAddress::parse(text));
    }
    const auto first = Listener::open({"127.0.0.1", 0});
    REQUIRE(first);
    CHECK(first->address.port != 0);
    const auto second = Listener::open(first->address);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == core::ErrorCode::unavailable);
    const auto v6 = Listener::open({"::1", 0});
    REQUIRE(v6);
    CHECK(v6->address.url().substr(0, 13) == "http://[::1]:");
}
