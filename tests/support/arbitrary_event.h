// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <rapidcheck.h>

#include "core/event.h"

namespace muniment::test {

/// Events of one kind as they could stand in a register: the trailers that it must have, some or
/// all of those that it may have, and hostile free text.
[[nodiscard]] rc::Gen<core::Event> arbitrary_event(core::EventKind kind);

/// One event of the kind, with every trailer that it may have; always the same.
[[nodiscard]] core::Event full_event(core::EventKind kind);

/// A comment of some lines, most of which look like what a parser of messages cares about.
[[nodiscard]] rc::Gen<std::string> hostile_comment();

}  // namespace muniment::test
