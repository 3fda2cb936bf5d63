// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "web/http/exchange.h"
#include "web/http/unique_fd.h"

namespace muniment::web::http {

/// Answered exchanges on their way from the workers to the loop. Thread safe.
class Completions {
  public:
    /// `event` is an eventfd that the loop watches; it must outlive this.
    explicit Completions(int event) : event_(event) {}

    void push(std::unique_ptr<Exchange> answered);
    [[nodiscard]] std::vector<std::unique_ptr<Exchange>> take_all();

  private:
    int event_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Exchange>> answered_;
};

/// Makes an eventfd readable. May be called in a signal handler.
void ring(int event) noexcept;
/// Makes it unreadable again.
void silence(int event) noexcept;

}  // namespace muniment::web::http
