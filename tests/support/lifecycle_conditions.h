// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/model_library.h"

namespace muniment::test {

/// The document that the tables of docs/lifecycle.md are tried on.
inline constexpr const char* lifecycle_document = "SOP-0001";

/// A row of the tables: a condition that a document can be in, and how it comes there.
struct LifecycleCondition {
    std::string name;
    std::function<void(ModelLibrary&)> reach;
};
[[nodiscard]] const std::vector<LifecycleCondition>& lifecycle_conditions();

/// A column: a command, given by somebody who may give it.
struct LifecycleCommand {
    std::string name;
    std::function<core::Result<core::Event>(ModelLibrary&)> run;
};
[[nodiscard]] const std::vector<LifecycleCommand>& lifecycle_commands();

/// The condition that the document is in, by its state and the clock.
[[nodiscard]] std::string condition_of(const core::DocumentState& state, core::Instant now);

}  // namespace muniment::test
