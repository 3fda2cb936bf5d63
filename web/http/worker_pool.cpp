// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/worker_pool.h"

#include <utility>

namespace muniment::web::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t capacity, Work work)
    : capacity_(capacity), work_(std::move(work)) {
    threads_.reserve(threads);
    for (std::size_t index = 0; index < threads; ++index) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool WorkerPool::try_submit(std::unique_ptr<Exchange>& exchange) {
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= capacity_) return false;
        queue_.push_back(std::move(exchange));
    }
    changed_.notify_one();
    return true;
}

void WorkerPool::run() {
    for (;;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_) return;
        auto exchange = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work_(std::move(exchange));
    }
}

}  // namespace muniment::web::http
