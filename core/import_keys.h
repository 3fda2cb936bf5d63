// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/library_writer.h"

namespace muniment::core {

/// The identifier of each key of an import.
using ImportIdentifiers = std::map<std::string, Identifier>;

/// Gives each key of an import its document: the one it became before, else the key itself when it
/// fits its type's numbering and is free, else the next number. `there` are the lines that an
/// earlier run of the same import brought in: going on gives the rest the numbers that run meant
/// for them, because links of what is in already name them. Keys of unknown types, and of the
/// policy, get none.
[[nodiscard]] Result<ImportIdentifiers> assign_identifiers(
    const LibraryPorts& ports, const Policy& policy, const std::vector<ImportedRevision>& lines,
    const std::set<std::int64_t>& there);

}  // namespace muniment::core
