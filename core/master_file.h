// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library_reader.h"

namespace muniment::core {

/// The master file of a revision. Errors: data_corrupt when it has none, and those of reading.
[[nodiscard]] Result<File> master_of(LibraryReader& reader, const RevisionView& view);

}  // namespace muniment::core
