// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/waiting_tasks.h"
#include "web/site/call.h"

namespace muniment::web {

/// The list that the template `task` shows one of. Pure.
[[nodiscard]] Data tasks_data(const Wording& wording, const core::WaitingTasks& tasks,
                              core::Date today);

/// `/tasks`.
[[nodiscard]] core::Result<http::Response> tasks_page(Call& call);

}  // namespace muniment::web
