// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/library_reader.h"

namespace muniment::core {

/// Whether the viewer sees all people, with roles and standing: who reads everything, and who may
/// add people. Others see themselves. Errors: those of reading.
[[nodiscard]] Result<bool> sees_everybody(LibraryReader& reader, const Viewer& viewer);

/// The people that the viewer sees, by id. Errors: those of reading.
[[nodiscard]] Result<std::vector<Person>> people_seen(LibraryReader& reader, const Viewer& viewer);

/// The person, as far as the viewer sees them: nothing where they do not, or there is nobody of
/// that id. Errors: those of reading.
[[nodiscard]] Result<std::optional<Person>> person_seen(LibraryReader& reader, const Viewer& viewer,
                                                        const PersonId& id);

/// `+approver:SOP, -reviewer`.
[[nodiscard]] std::string in_words(const RoleProposal& proposal);

}  // namespace muniment::core
