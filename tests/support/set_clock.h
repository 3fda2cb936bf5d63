// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/clock.h"

namespace muniment::test {

/// A clock that shows what it is set to, also an earlier moment. Not thread-safe.
class SetClock : public core::Clock {
  public:
    [[nodiscard]] core::Instant now() const override { return at; }
    core::Instant at = core::parse_instant("2026-05-03T08:00:00Z").value();
};

}  // namespace muniment::test
