// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "web/http/server.h"

namespace muniment::test {

/// A real server on a free port of 127.0.0.1, running in a thread of its own until it goes.
class RunningServer {
  public:
    explicit RunningServer(web::http::ServerOptions options, web::http::Hooks hooks) {
        options.listen = "127.0.0.1:0";
        options.connection.access_log = [this](const web::http::AccessRecord& record) {
            const std::lock_guard lock(mutex_);
            records_.push_back(record);
        };
        auto opened = web::http::Server::open(std::move(options), std::move(hooks));
        if (!opened) throw std::runtime_error(opened.error().message);
        server_ = std::move(*opened);
        thread_ = std::thread([this] { ended_well_ = server_->run().has_value(); });
    }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    ~RunningServer() { stop(); }

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    web::http::Server& server() { return *server_; }
    bool stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
        return ended_well_;
    }
    std::vector<web::http::AccessRecord> records() {
        const std::lock_guard lock(mutex_);
        return records_;
    }

  private:
    std::mutex mutex_;
    std::vector<web::http::AccessRecord> records_;
    std::unique_ptr<web::http::Server> server_;
    std::thread thread_;
    bool ended_well_ = false;
};

}  // namespace muniment::test
