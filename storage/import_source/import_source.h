// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/digest.h"
#include "core/library_writer.h"

namespace muniment::storage {

/// How a source is read.
struct ImportSourceOptions {
    std::string type;           ///< of documents that state none; needed for a folder
    bool as_effective = false;  ///< undated revisions come in as effective, not as drafts
    /// The policy's limits: bytes of all files of one revision, characters of a title.
    std::int64_t max_bytes = 20 * 1024 * 1024;
    std::int64_t max_title_characters = 200;
    /// What front matter may name; what is unknown there is passed over and said. Absent: anything.
    std::optional<std::set<core::PersonId>> people;
    std::optional<std::set<std::string>> classes;
};

/// A source, read whole, for LibraryWriter::import.
struct ImportSource {
    core::Digest manifest;                      ///< what the importer signs
    std::vector<core::ImportedRevision> lines;  ///< in the order of the manifest
    /// What stays outside, with the reason: a document, or (said so) a part of one that came in.
    std::vector<core::ImportFault> faults;
};

/// Together the files of a source must fit into memory: bytes.
inline constexpr std::int64_t max_import_bytes = 1024 * 1024 * 1024;

/// Reads a folder of Markdown (`.md`, `.markdown`, at any depth, in byte order of their paths; the
/// key is the path) or a `.jsonl` file (one revision a line). What cannot be read is a fault, and
/// the rest goes on. Content is never changed. The manifest is the SHA-256 of the `.jsonl` file;
/// for a folder of one line a file as `sha256sum` prints it, in byte order of the paths, pictures
/// and other linked files included, and the lines `type TYPE` and `as-effective yes|no`.
/// Errors: not_found, unavailable; invalid_argument (no such kind of source, no type for a
/// folder, larger than max_import_bytes).
[[nodiscard]] core::Result<ImportSource> read_import_source(const std::filesystem::path& source,
                                                            const ImportSourceOptions& options);

/// Gives the bytes of a file that a line names, by its path relative to the source. Its errors
/// become the line's fault.
using ReadSourceFile = std::function<core::Result<std::string>(const std::string& path)>;

/// Reads lines of JSON that are in memory already; as for a `.jsonl` file.
[[nodiscard]] core::Result<ImportSource> read_import_lines(std::string_view jsonl,
                                                           const ReadSourceFile& read_file,
                                                           const ImportSourceOptions& options);

}  // namespace muniment::storage
