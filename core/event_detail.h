// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/event.h"

namespace muniment::core {

/// What an event changed, old and new, on one line of signs, names and dates that need no
/// translation: `+approver -reviewer`, `approver -> @rolf`, `2026-05-03`. Empty when the kind of
/// the event says it all (21 CFR 11.10(e): changes do not obscure what was recorded before). Pure.
[[nodiscard]] std::string detail_of(const Event& event);

}  // namespace muniment::core
