// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "core/library_writer.h"

namespace muniment::cli {

/// "SOP-0001 revision 1.0: submitted, now in review (event 7)" and the digest that was acted upon;
/// or the same as JSON.
void print_done(const Context& context, const std::vector<core::Done>& done);

/// A state in words: "in review".
[[nodiscard]] std::string state_in_words(core::RevisionState state);

}  // namespace muniment::cli
