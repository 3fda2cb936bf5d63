// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlite/database.h"

namespace muniment::storage {

/// The tables of the catalogue. Whoever changes them, or what is written into them, raises the
/// version: an older file is then made anew.
[[nodiscard]] const DatabaseForm& catalogue_form();

/// The tables' names, for emptying them.
[[nodiscard]] const std::vector<std::string>& catalogue_tables();

}  // namespace muniment::storage
