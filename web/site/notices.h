// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace muniment::web {

/// What came of an act, until the session's next page tells it. In memory and bounded: a notice
/// that is lost was never evidence. Thread-safe.
class Notices {
  public:
    static constexpr std::size_t most = 10'000;

    /// `session` is any name of a session; a later notice replaces an earlier one.
    void leave(const std::string& session, std::string text);
    /// What waits for the session; empty: nothing.
    [[nodiscard]] std::string waiting(const std::string& session);
    void forget(const std::string& session);

  private:
    std::mutex mutex_;
    std::map<std::string, std::string> texts_;
};

}  // namespace muniment::web
