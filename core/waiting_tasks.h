// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/library_reader.h"

namespace muniment::core {

/// What waits for somebody.
struct WaitingTasks {
    std::vector<Task> documents;
    /// Whose proposed roles they decide about, as the second of the two persons that the policy
    /// wants; by id.
    std::vector<Person> role_changes;

    [[nodiscard]] std::size_t count() const { return documents.size() + role_changes.size(); }
};

/// Reads all people, and only for who may decide about roles. Errors: those of reading.
[[nodiscard]] Result<WaitingTasks> waiting_tasks(LibraryReader& reader, const Viewer& viewer);

}  // namespace muniment::core
