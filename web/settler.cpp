// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/settler.h"

#include <exception>
#include <utility>

namespace muniment::web {

Settler::Settler(LibraryPool& pool, std::function<void(const std::string&)> log,
                 std::chrono::seconds interval)
    : pool_(pool), log_(std::move(log)), interval_(interval), thread_([this] { run(); }) {}

Settler::~Settler() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Settler::run() {
    std::unique_lock lock(mutex_);
    do {
        lock.unlock();
        settle_once();
        lock.lock();
    } while (!wake_.wait_for(lock, interval_, [this] { return stopping_; }));
}

core::Status Settler::forget_old(LibraryHandle& library) {
    constexpr std::chrono::hours often_enough{1};
    const auto now = library.reader().now();
    const bool due = !cleaned_ || now < *cleaned_ || now - *cleaned_ >= often_enough;
    if (!due) return {};
    cleaned_ = now;
    return library.accounts().log().forget_old();
}

void Settler::settle_once() {
    const auto settled = [&]() -> core::Status {
        try {
            MUNIMENT_TRY(auto lease, pool_.lease_as_is());
            MUNIMENT_CHECK(forget_old(*lease));
            auto done = lease->settle();
            if (!done && done.error().code == core::ErrorCode::data_corrupt) lease.discard();
            return done;
        } catch (const std::exception& defect) {
            return core::fail(core::ErrorCode::internal, defect.what());
        }
    }();
    if (!settled) log_("what became due could not be registered: " + settled.error().message);
}

}  // namespace muniment::web
