// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/library_writer.h"
#include "storage/import_source/source_folder.h"

namespace muniment::storage {

/// What lies in a folder, by paths relative to it, each in byte order.
struct FolderScan {
    std::vector<std::string> documents;     ///< Markdown, safe to read
    std::vector<std::string> other_files;   ///< what documents may link to
    std::vector<core::ImportFault> faults;  ///< Markdown and folders that stay outside
};

/// Walks the folder. Symbolic links are not walked: what they lead to inside the folder comes in
/// under its own path, and what lies outside is a fault.
[[nodiscard]] FolderScan scan_folder(const SourceFolder& folder);

/// Whether the name ends in `.md` or `.markdown`, in any case.
[[nodiscard]] bool has_markdown_name(const std::string& path);

}  // namespace muniment::storage
