// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "cli/json_output.h"
#include "core/library_reader.h"

namespace muniment::cli {

/// What stands above a revision's text: identifier, title, state, dates, signatures, and
/// unmistakably when it is not what is in force.
[[nodiscard]] core::Status print_revision_head(const Context& context, core::LibraryReader& reader,
                                               const core::RevisionView& view);

}  // namespace muniment::cli
