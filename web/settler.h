// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "web/library_pool.h"

namespace muniment::web {

/// Registers what became due, and has the operations log forget what is too old, at once and then
/// in intervals, in a thread of its own until it goes. What fails is logged and tried again.
class Settler {
  public:
    Settler(LibraryPool& pool, std::function<void(const std::string&)> log,
            std::chrono::seconds interval = std::chrono::seconds(60));
    ~Settler();
    Settler(const Settler&) = delete;
    Settler& operator=(const Settler&) = delete;

  private:
    void run();
    void settle_once();
    [[nodiscard]] core::Status forget_old(LibraryHandle& library);

    LibraryPool& pool_;
    std::function<void(const std::string&)> log_;
    std::chrono::seconds interval_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::optional<core::Instant> cleaned_;  ///< when old entries of the log were last forgotten
    std::thread thread_;
};

}  // namespace muniment::web
