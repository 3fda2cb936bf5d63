// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/offered_acts.h"
#include "web/site/form.h"

namespace muniment::web {

/// What the form of an act asks for, besides the password; never empty-handed where the act has no
/// words of its own: then only the password is asked for.
[[nodiscard]] std::vector<Field> fields_of(const Call& call, const core::DocumentState& state,
                                           core::DocumentAct act);

/// Does what the form asks for, as the viewer. Errors: those of LibraryWriter, and invalid_argument
/// in the reader's words for fields that make no sense.
[[nodiscard]] core::Result<core::Done> carry_out(Call& call, const core::DocumentState& state,
                                                 core::DocumentAct act);

}  // namespace muniment::web
