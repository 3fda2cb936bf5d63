// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library_reader.h"
#include "storage/accounts/accounts.h"

namespace muniment::storage {

/// Notes in the operations log that somebody reads this revision, if it is confidential: once an
/// hour for each person and revision. To be asked before anything of its text is given out.
/// Error: unavailable when it cannot be noted; then the text must not be given out.
[[nodiscard]] core::Status note_reading(Accounts& accounts, const core::Policy& policy,
                                        const core::Viewer& viewer, const core::Identifier& id,
                                        const core::RevisionLabel& revision,
                                        const core::Metadata& metadata);
[[nodiscard]] core::Status note_reading(Accounts& accounts, const core::Policy& policy,
                                        const core::Viewer& viewer, const core::RevisionView& view);

}  // namespace muniment::storage
