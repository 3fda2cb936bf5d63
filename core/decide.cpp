// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide.h"

#include "core/decide_support.h"

namespace muniment::core {

Result<Event> decide(const Circumstances& around, const DocumentState& state,
                     const DocumentCommand& command) {
    const bool creates =
        std::holds_alternative<CreateDraft>(command) || std::holds_alternative<Import>(command);
    if (!creates && !state.exists()) {
        return fail(ErrorCode::not_found, "there is no document '" + state.id.text() + "'");
    }
    const auto due = next_due(state);
    if (due && *due <= around.now && !std::holds_alternative<TakeEffect>(command)) {
        return fail(ErrorCode::conflict,
                    state.id.text() + " has a date that has come, which is not in the register yet",
                    "Record it first, then try again.");
    }
    return std::visit([&](const auto& wanted) { return detail::decide_on(around, state, wanted); },
                      command);
}

}  // namespace muniment::core
