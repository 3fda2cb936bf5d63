// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "core/result.h"
#include "web/http/connection.h"
#include "web/http/exchange.h"

namespace muniment::web::http {

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  ///< HOST:PORT; port 0 picks a free one
    std::size_t workers = 0;                ///< 0: twice the cores, at least four
    std::size_t queue = 1024;               ///< requests that may wait for a worker; more get a 503
    std::size_t max_connections = 4096;     ///< lowered to what the system's file limit allows
    std::size_t spooled_bodies = 32;        ///< large bodies at once; more get a 503
    ConnectionSettings connection;  ///< without what the server sets: body_limit, spool_places
    std::chrono::milliseconds grace{5'000};  ///< for answers under way when it stops
};

/// An HTTP/1.1 server: one thread (the caller of run) owns every socket and never blocks on one;
/// a few workers see complete requests and return complete answers. So a client that is idle, or
/// slow in either direction, holds memory and no thread.
class Server {
  public:
    /// Opens the socket and starts the workers; nothing is accepted before run(). Errors:
    /// invalid_argument, unavailable, permission_denied.
    [[nodiscard]] static core::Result<std::unique_ptr<Server>> open(ServerOptions options,
                                                                    Hooks hooks);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// `http://127.0.0.1:8080`, with the real port.
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::uint16_t port() const;

    /// Serves until stop(). Error: unavailable, when waiting for sockets itself fails.
    [[nodiscard]] core::Status run();

    /// Ends run(): no new connections, answers under way get `grace`. From any thread, and from a
    /// signal handler.
    void stop() noexcept;

  private:
    class Loop;
    explicit Server(std::unique_ptr<Loop> loop);

    std::unique_ptr<Loop> loop_;
};

}  // namespace muniment::web::http
