// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/streams.h"
#include "core/projector.h"

namespace muniment::cli {

/// A bar on the error stream while something long runs; only on a terminal, and only once the work
/// has taken a while. Wiped when it goes.
class ProgressBar {
  public:
    ProgressBar(const Streams& streams, std::string label)
        : streams_(streams), label_(std::move(label)) {}
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(std::uint64_t done, std::uint64_t total);

    /// For what takes a Progress; must not outlive the bar.
    [[nodiscard]] core::Progress teller() {
        return [this](std::uint64_t done, std::uint64_t total) { show(done, total); };
    }

  private:
    using Clock = std::chrono::steady_clock;

    const Streams& streams_;
    std::string label_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point shown_{};
    bool visible_ = false;
};

}  // namespace muniment::cli
