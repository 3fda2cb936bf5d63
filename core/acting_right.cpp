// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/acting_right.h"

namespace muniment::core {
namespace {

template <class Revision>
std::optional<RevisionLabel> last_label(const std::vector<Revision>& revisions) {
    if (revisions.empty()) return std::nullopt;
    return revisions.back().label;
}

}  // namespace

Result<Event> decide_for(const Circumstances& around, const DocumentState& state,
                         const DocumentState& visible, const DocumentCommand& command) {
    if (visible == state) return decide(around, state, command);
    MUNIMENT_TRY(const auto expected, decide(around, visible, command));
    auto event = decide(around, state, command);
    // A new revision begins with the newest text, which may be one that they may not read.
    const bool hidden_newest = state.released.empty()
                                   ? last_label(visible.withdrawn) != last_label(state.withdrawn)
                                   : last_label(visible.released) != last_label(state.released);
    const bool hidden_text = std::holds_alternative<DraftRevision>(command) && hidden_newest;
    if (event && *event == expected && !hidden_text) return event;
    return fail(ErrorCode::failed_precondition, state.id.text() + " cannot be changed so now",
                "Ask a document controller.");
}

Status check_may_unlock(const Policy& policy, const Viewer& viewer) {
    const auto& person = viewer.person;
    if (person && person->enabled &&
        allows(policy, Right::manage_people, roles_everywhere(person->roles)))
        return {};
    return fail(ErrorCode::permission_denied,
                (person ? person->id.text() : "nobody in particular") + " may not manage people",
                "Ask somebody who may; `muniment person list` shows who has which roles.");
}

}  // namespace muniment::core
