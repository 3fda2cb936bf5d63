// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <string>

namespace muniment::web {

/// Lets ten attempts a minute to log in under one name through, whether or not there is such a
/// person. In memory, for one process; what it holds is bounded. Thread-safe.
class LoginThrottle {
  public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr std::size_t attempts = 10;
    static constexpr std::chrono::seconds window{60};
    static constexpr std::size_t most_names = 10'000;

    /// Counts an attempt; false when it is one too many.
    [[nodiscard]] bool allow(const std::string& name, Time now);
    /// Forgets the attempts of who has got in.
    void forget(const std::string& name);

  private:
    void make_room(Time now);

    std::mutex mutex_;
    std::map<std::string, std::deque<Time>> attempts_;
};

}  // namespace muniment::web
