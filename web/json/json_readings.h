// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/difference.h"
#include "core/provenance.h"
#include "core/waiting_tasks.h"
#include "web/json/json_values.h"

namespace muniment::web {

/// The answers of `compare`, `trace`, `person list` and `tasks`.
[[nodiscard]] JsonObject json_difference(const core::Difference& difference);
[[nodiscard]] JsonObject json_trace(const core::DocumentTrace& trace);
[[nodiscard]] JsonObject json_people(const std::vector<core::Person>& people);
[[nodiscard]] JsonObject json_tasks(const core::WaitingTasks& tasks);

}  // namespace muniment::web
