// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/input_file.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <istream>
#include <sstream>
#include <system_error>

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace fs = std::filesystem;

core::Error cannot_read(const std::string& path, int reason) {
    const bool missing = reason == ENOENT || reason == ENOTDIR;
    return {missing ? ErrorCode::not_found : ErrorCode::unavailable,
            "cannot read '" + path + "': " + std::generic_category().message(reason), ""};
}

}  // namespace

Result<std::string> read_input(const Streams& streams, const std::string& path) {
    std::ostringstream bytes;
    if (path == "-") {
        bytes << streams.in.rdbuf();
        return bytes.str();
    }
    std::error_code ignored;  // opening says what is wrong
    if (fs::is_directory(path, ignored)) {
        return fail(ErrorCode::invalid_argument, "'" + path + "' is a folder, not a file");
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(cannot_read(path, errno));
    bytes << file.rdbuf();
    if (file.bad()) return fail(cannot_read(path, errno));
    return bytes.str();
}

Result<std::string> read_first_line(const Streams& streams, const std::string& path) {
    MUNIMENT_TRY(std::string line, read_input(streams, path));
    line.resize(std::min(line.find('\n'), line.size()));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
        return fail(ErrorCode::invalid_argument, "the first line of '" + path + "' is empty",
                    "It should be the password.");
    }
    return line;
}

Result<core::MasterFile> read_master(const Streams& streams, const std::string& path) {
    core::MasterFile master;
    MUNIMENT_TRY(master.bytes, read_input(streams, path));
    master.extension = path == "-" ? "" : fs::path(path).extension().string();
    std::transform(master.extension.begin(), master.extension.end(), master.extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    const bool markdown = master.extension.empty() || master.extension == ".markdown";
    if (markdown) master.extension = ".md";
    return master;
}

Result<core::File> read_attachment(const Streams& streams, const std::string& path) {
    core::File file;
    file.path = fs::path(path).filename().string();
    if (file.path.empty() || path == "-") {
        return fail(ErrorCode::invalid_argument, "'" + path + "' does not name a file to attach");
    }
    MUNIMENT_TRY(file.bytes, read_input(streams, path));
    return file;
}

}  // namespace muniment::cli
