// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import_source/import_source.h"

namespace muniment::storage {

/// The part of read_import_source that reads a folder of Markdown.
[[nodiscard]] core::Result<ImportSource> read_folder(const std::filesystem::path& folder,
                                                     const ImportSourceOptions& options);

}  // namespace muniment::storage
