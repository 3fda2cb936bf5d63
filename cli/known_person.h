// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/session.h"

namespace muniment::cli {

/// A person as the viewer may see them; not_found in the words for an unknown one.
[[nodiscard]] core::Result<core::Person> known_person(const Session& session,
                                                      const core::PersonId& id);

}  // namespace muniment::cli
