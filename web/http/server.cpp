// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/server.h"

#include <utility>

#include "web/http/loop.h"

namespace muniment::web::http {

core::Result<std::unique_ptr<Server>> Server::open(ServerOptions options, Hooks hooks) {
    MUNIMENT_TRY(auto loop, Loop::make(std::move(options), std::move(hooks)));
    return std::unique_ptr<Server>(new Server(std::move(loop)));
}

Server::Server(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
Server::~Server() = default;

std::string Server::url() const {
    return loop_->address().url();
}
std::uint16_t Server::port() const {
    return loop_->address().port;
}
core::Status Server::run() {
    return loop_->run();
}
void Server::stop() noexcept {
    loop_->ring_stop();
}

}  // namespace muniment::web::http
