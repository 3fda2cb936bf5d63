// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "web/site/call.h"

namespace muniment::web {

/// What waits for somebody.
struct WaitingTasks {
    std::vector<core::Task> documents;
    std::vector<core::Person> role_changes;  ///< proposed by somebody else

    [[nodiscard]] std::size_t count() const { return documents.size() + role_changes.size(); }
};
[[nodiscard]] core::Result<WaitingTasks> waiting_tasks(core::LibraryReader& reader,
                                                       const core::Viewer& viewer);

/// The list that the template `task` shows one of. Pure.
[[nodiscard]] Data tasks_data(const Wording& wording, const WaitingTasks& tasks, core::Date today);

/// `/tasks`.
[[nodiscard]] core::Result<http::Response> tasks_page(Call& call);

}  // namespace muniment::web
