// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/difference.h"
#include "web/site/call.h"

namespace muniment::web {

/// Sets what template `difference` shows, and `summary`: a sentence about words and paragraphs,
/// when those can be counted. Pure.
void set_difference(Data& data, const Wording& wording, const core::Difference& difference);

/// The same for a draft against the revision in force, as far as that is for the viewer, with
/// `compared`, `from` and `to`; nothing where there is none. Reading it is noted.
[[nodiscard]] core::Status set_draft_changes(Data& data, Call& call,
                                             const core::RevisionView& draft);

}  // namespace muniment::web
