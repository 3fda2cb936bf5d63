// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/clock.h"

namespace muniment::storage {

/// The clock of the machine, cut to whole seconds. Thread-safe.
class SystemClock : public core::Clock {
  public:
    [[nodiscard]] core::Instant now() const override {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
};

/// The one clock of this program.
[[nodiscard]] inline const SystemClock& system_clock() {
    static const SystemClock clock;
    return clock;
}

}  // namespace muniment::storage
