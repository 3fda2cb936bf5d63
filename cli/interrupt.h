// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace muniment::cli {

/// While this lives, Ctrl-C (and a termination signal) is noted instead of ending the program, so
/// that long work stops between two steps. One at a time in the process.
class InterruptWatch {
  public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    [[nodiscard]] bool interrupted() const;
};

}  // namespace muniment::cli
