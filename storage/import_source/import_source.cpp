// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/import_source.h"

#include "storage/import_source/folder_reader.h"
#include "storage/import_source/source_folder.h"
#include "storage/import_source/stated_text.h"
#include "storage/system_error.h"

namespace muniment::storage {
namespace {

core::Result<ImportSource> read_lines_of(const std::filesystem::path& file,
                                         const ImportSourceOptions& options) {
    MUNIMENT_TRY(auto folder, SourceFolder::open(file.parent_path()));
    MUNIMENT_TRY(const auto lines, folder.read(file.filename().string(), max_import_bytes));
    const ReadSourceFile read_file = [&](const std::string& path) {
        return folder.read(path, options.max_bytes);
    };
    return read_import_lines(lines, read_file, options);
}

}  // namespace

core::Result<ImportSource> read_import_source(const std::filesystem::path& source,
                                              const ImportSourceOptions& options) {
    std::error_code error;
    const auto status = std::filesystem::status(source, error);
    if (error) {
        return core::fail(system_failure(error.value(), "read '" + shown(source.string()) + "'"));
    }
    if (std::filesystem::is_directory(status)) return read_folder(source, options);
    const auto file = std::filesystem::canonical(source, error);
    if (source.extension() == ".jsonl" && !error) return read_lines_of(file, options);
    return core::fail(core::ErrorCode::invalid_argument,
                      "'" + shown(source.string()) + "' is neither a folder nor a .jsonl file",
                      "Import a folder of Markdown, or a file with a JSON object on each line.");
}

}  // namespace muniment::storage
