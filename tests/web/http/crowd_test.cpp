// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/resource.h>

#include "tests/web/http/raw_client.h"
#include "tests/web/http/running_server.h"

using namespace muniment::test;
using namespace muniment::web::http;

namespace {

const std::string get = "GET /page HTTP/1.1\r\nHost: a\r\n\r\n";

void allow_many_files() {
    rlimit files{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &files) == 0);
    files.rlim_cur = files.rlim_max;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &files) == 0);
    REQUIRE(files.rlim_cur >= 4096);
}

/// Does `step` for every client about once a second until told to stop.
template <class Step>
std::thread once_a_second(std::vector<RawClient>& clients, std::atomic<bool>& stop, Step step) {
    return std::thread([&clients, &stop, step] {
        for (int round = 0; !stop; ++round) {
            for (auto& client : clients) step(client, round);
            for (int wait = 0; wait < 20 && !stop; ++wait)
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
}

}  // namespace

TEST_CASE("a thousand idle clients and a hundred slow ones delay nobody") {
    allow_many_files();
    const auto page = std::make_shared<const std::string>(8'026, 'p');
    const auto large = std::make_shared<const std::string>(8'000'000, 'l');
    Hooks hooks;
    hooks.handle = [&](const Request& request) {
        return make_response(200, "text/html", request.target == "/large" ? large : page);
    };
    hooks.error_page = [](const Problem& p) { return make_response(p.status, "text/plain", ""); };
    hooks.defect_log = [](std::string_view, std::string_view) {};
    ServerOptions options;
    options.workers = 4;
    RunningServer server(options, hooks);

    std::vector<RawClient> idle;
    for (int index = 0; index < 1000; ++index) {
        idle.emplace_back(server.port());
        idle.back().send(get);
        REQUIRE(status_of(idle.back().receive_response()) == "200");
    }
    std::vector<RawClient> slow_senders;
    std::vector<RawClient> slow_readers;
    for (int index = 0; index < 50; ++index) {
        slow_senders.emplace_back(server.port());
        slow_readers.emplace_back(server.port(), 4096);
        slow_readers.back().send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    std::atomic<bool> stop{false};
    auto sending = once_a_second(slow_senders, stop, [](RawClient& client, int round) {
        client.send(get.substr(static_cast<std::size_t>(round) % 16, 1));
    });
    auto reading =
        once_a_second(slow_readers, stop, [](RawClient& client, int) { (void)client.receive(1); });

    int answered = 0;
    for (int index = 0; index < 200; ++index) {
        RawClient newcomer(server.port());
        newcomer.send(get);
        answered += body_of(newcomer.receive_response()).size() == page->size() ? 1 : 0;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
    for (auto& client : idle) client.send(get);
    for (auto& client : idle) answered += status_of(client.receive_response()) == "200" ? 1 : 0;
    stop = true;
    sending.join();
    reading.join();
    CHECK(answered == 1'200);
    CHECK(status_of(slow_readers[0].receive()) != "no response");
}
