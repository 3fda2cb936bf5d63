// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/input_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <system_error>

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace fs = std::filesystem;

core::Error cannot_read(const std::string& name, int reason) {
    const bool missing = reason == ENOENT || reason == ENOTDIR;
    return {missing ? ErrorCode::not_found : ErrorCode::unavailable,
            "cannot read " + name + ": " + std::generic_category().message(reason), ""};
}

/// Everything up to the end. By read(), for it sets badbit when the system reports an error;
/// copying from the buffer takes an error for the end.
Result<std::string> read_all(std::istream& in, const std::string& name) {
    std::string bytes;
    std::array<char, std::size_t{64} * 1024> piece{};
    do {
        errno = 0;
        in.read(piece.data(), piece.size());
        if (in.bad()) return fail(cannot_read(name, errno == 0 ? EIO : errno));
        bytes.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    } while (in);
    return bytes;
}

}  // namespace

Result<std::string> read_input(const Streams& streams, const std::string& path) {
    if (path == "-") return read_all(streams.in, "standard input");
    std::error_code ignored;  // opening says what is wrong
    if (fs::is_directory(path, ignored)) {
        return fail(ErrorCode::invalid_argument, "'" + path + "' is a folder, not a file");
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(cannot_read("'" + path + "'", errno));
    return read_all(file, "'" + path + "'");
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
