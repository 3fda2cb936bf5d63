// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "web/http/exchange.h"

namespace muniment::web::http {

/// A fixed number of threads before a queue with a bound. Thread safe.
class WorkerPool {
  public:
    using Work = std::function<void(std::unique_ptr<Exchange>)>;

    /// `work` is called by every thread, and must not throw.
    WorkerPool(std::size_t threads, std::size_t capacity, Work work);
    /// Waits for what is being worked on; what still waits in the queue is dropped.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Takes `exchange`, or leaves it and returns false when the queue is full.
    [[nodiscard]] bool try_submit(std::unique_ptr<Exchange>& exchange);

  private:
    void run();

    std::size_t capacity_;
    Work work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Exchange>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace muniment::web::http
