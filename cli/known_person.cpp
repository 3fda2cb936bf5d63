// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/known_person.h"

#include "core/people_seen.h"

namespace muniment::cli {

core::Result<core::Person> known_person(const Session& session, const core::PersonId& id) {
    MUNIMENT_TRY(auto found, core::person_seen(session.reader(), session.viewer, id));
    if (found) return std::move(*found);
    return core::fail(core::ErrorCode::not_found, "there is no person '" + id.text() + "'",
                      "`muniment person list` shows who there is.");
}

}  // namespace muniment::cli
