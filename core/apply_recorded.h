// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide.h"

namespace muniment::core {

/// `apply` for an event that was read from the register and not decided by this program: an event
/// that cannot follow this state is data_corrupt, whoever wrote it. (Whether it was lawful is
/// `verify`'s question.) Pure and thread-safe.
[[nodiscard]] Result<DocumentState> apply_recorded(DocumentState state, const Event& event,
                                                   const EventPosition& position);

}  // namespace muniment::core
