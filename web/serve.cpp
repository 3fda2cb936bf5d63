// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/serve.h"

#include <atomic>
#include <csignal>
#include <utility>

#include "web/access_line.h"
#include "web/http/listener.h"
#include "web/http/server.h"
#include "web/settler.h"
#include "web/site/site.h"

namespace muniment::web {
namespace {

/// The server that a signal ends. A signal handler can reach nothing but globals.
std::atomic<http::Server*> running_server{nullptr};

extern "C" void end_server(int) {
    if (auto* server = running_server.load()) server->stop();
}

/// While it lives, SIGINT and SIGTERM end the server.
class EndBySignal {
  public:
    explicit EndBySignal(http::Server& server) {
        running_server = &server;
        struct sigaction action = {};
        action.sa_handler = end_server;
        sigaction(SIGINT, &action, &interrupt_before_);
        sigaction(SIGTERM, &action, &terminate_before_);
    }
    ~EndBySignal() {
        sigaction(SIGINT, &interrupt_before_, nullptr);
        sigaction(SIGTERM, &terminate_before_, nullptr);
        running_server = nullptr;
    }
    EndBySignal(const EndBySignal&) = delete;
    EndBySignal& operator=(const EndBySignal&) = delete;

  private:
    struct sigaction interrupt_before_ = {};
    struct sigaction terminate_before_ = {};
};

core::Status check_encryption(const ServeOptions& options) {
    if (options.transport == Transport::tls || options.is_unencrypted_wanted) return {};
    MUNIMENT_TRY(const auto address, http::ListenAddress::parse(options.listen));
    if (address.is_loopback()) return {};
    return core::fail(core::ErrorCode::invalid_argument,
                      "on " + options.listen + " passwords would cross the network unencrypted",
                      "Listen on 127.0.0.1 behind a server that ends TLS, with --behind-tls. Where "
                      "nobody can listen in, give --unencrypted.");
}

}  // namespace

core::Status serve(const ServeOptions& options, OpenHandle open, const ServeOutput& output) {
    MUNIMENT_CHECK(check_encryption(options));
    MUNIMENT_TRY(const auto site, Site::make(std::move(open), {options.transport, output.log}));
    // A library that cannot be read shows now, not to the first visitor.
    MUNIMENT_CHECK(site->pool().lease());
    http::ServerOptions server_options;
    server_options.listen = options.listen;
    server_options.workers = options.workers;
    if (options.access_log) {
        server_options.connection.access_log = [&output](const http::AccessRecord& record) {
            output.log(access_line(record));
        };
    }
    MUNIMENT_TRY(const auto server, http::Server::open(std::move(server_options), site->hooks()));
    const EndBySignal end_by_signal(*server);
    const Settler settler(site->pool(), output.log);
    output.say("Listening on " + server->url());
    return server->run();
}

}  // namespace muniment::web
