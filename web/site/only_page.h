// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "web/library_pool.h"

namespace muniment::web {

/// The one page that somebody who is logged in may go to, before they have done what it asks: to
/// change a password that is too old, or to set up the second factor that this installation asks
/// for. Nothing: they may go everywhere. Errors: those of the
/// accounts.
[[nodiscard]] core::Result<std::optional<std::string>> only_page_for(LibraryHandle& library,
                                                                     const core::Person& person);

}  // namespace muniment::web
