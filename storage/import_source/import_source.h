// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/digest.h"
#include "core/library_writer.h"

namespace muniment::storage {

/// How a source is read; part of what the importer signs.
struct ImportSourceOptions {
    std::string type;           ///< of documents that state none; needed for a folder
    bool as_effective = false;  ///< undated revisions come in as effective, not as drafts
    /// Of all files of one revision together: the policy's limit.
    std::int64_t max_bytes = 20 * 1024 * 1024;
};

/// A source, read whole, for LibraryWriter::import.
struct ImportSource {
    core::Digest manifest;                      ///< over all of the source and its options
    std::vector<core::ImportedRevision> lines;  ///< in the order of the manifest
    std::vector<core::ImportFault> faults;      ///< what stays outside, with the reason
};

/// Together the files of a source must fit into memory: bytes.
inline constexpr std::int64_t max_import_bytes = 1024 * 1024 * 1024;

/// Reads a folder of Markdown (`.md`, `.markdown`, at any depth, in byte order of their paths; the
/// key is the path) or a `.jsonl` file (one revision a line). What cannot be read is a fault, and
/// the rest goes on. Content is never changed. The manifest is the SHA-256, for a folder, over its
/// `sha256sum` lines, for a `.jsonl` file, over its bytes; then the options, a line each.
/// Errors: not_found, unavailable; invalid_argument (no such kind of source, no type for a
/// folder, larger than max_import_bytes).
[[nodiscard]] core::Result<ImportSource> read_import_source(const std::filesystem::path& source,
                                                            const ImportSourceOptions& options);

/// Gives the bytes of a file that a line names, by its checked path relative to the source.
/// not_found and invalid_argument become the line's fault.
using ReadSourceFile = std::function<core::Result<std::string>(const std::string& path)>;

/// Reads lines of JSON that are in memory already; as for a `.jsonl` file.
[[nodiscard]] core::Result<ImportSource> read_import_lines(std::string_view jsonl,
                                                           const ReadSourceFile& read_file,
                                                           const ImportSourceOptions& options);

}  // namespace muniment::storage
