// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlite/database.h"

namespace muniment::storage {

/// How accounts.db is kept. Version 2 added what guards the passwords; a file of version 1 is
/// brought to it when it is opened.
[[nodiscard]] DatabaseForm accounts_form();

}  // namespace muniment::storage
