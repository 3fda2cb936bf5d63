// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "web/http/completions.h"
#include "web/http/listener.h"
#include "web/http/server.h"
#include "web/http/worker_pool.h"

namespace muniment::web::http {

/// The inside of Server: one epoll, edge-triggered for clients, so that a request costs no
/// epoll_ctl. Everything but ring_stop and the workers' side of completions_ is the loop's thread.
class Server::Loop {
  public:
    static core::Result<std::unique_ptr<Loop>> make(ServerOptions options, Hooks hooks);

    [[nodiscard]] const ListenAddress& address() const { return listener_.address; }
    core::Status run();
    void ring_stop() noexcept { ring(stop_event_.get()); }

  private:
    struct Client {
        Connection connection;
        bool listed = false;
        std::list<std::uint64_t>::iterator place{};  ///< in sheddable_, when listed
    };

    Loop(ServerOptions options, Hooks hooks, Listener listener, UniqueFd epoll, UniqueFd done_event,
         UniqueFd stop_event);
    core::Status watch_own();
    void handle_event(std::uint64_t id, std::uint32_t what);
    void accept_some();
    bool make_room();
    void refuse_for_want_of_descriptors();
    void admit(UniqueFd socket, std::string peer);
    void advance(std::uint64_t id);
    void serve(Connection& connection);
    void list_or_unlist(std::uint64_t id, Client& client);
    void drop(std::uint64_t id);
    void deliver_answers();
    void take_turns();
    void sweep();
    void begin_stop();
    [[nodiscard]] bool finished() const;
    [[nodiscard]] int patience() const;

    SpoolPlaces spool_places_;  ///< first: requests hold places until they go
    ServerOptions options_;
    Hooks hooks_;
    Listener listener_;
    UniqueFd epoll_;
    UniqueFd done_event_;
    UniqueFd stop_event_;
    UniqueFd spare_;  ///< given up for a moment when the process has no descriptor left
    Completions completions_;
    std::unordered_map<std::uint64_t, Client> clients_;
    std::list<std::uint64_t> sheddable_;  ///< oldest first
    std::vector<std::uint64_t> again_;
    std::uint64_t next_id_;
    Clock::time_point now_ = Clock::now();
    Clock::time_point swept_ = now_;
    bool stopping_ = false;
    Clock::time_point stop_by_;
    WorkerPool workers_;  ///< last: its threads use what stands above
};

}  // namespace muniment::web::http
