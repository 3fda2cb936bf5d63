// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/source_folder.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"
#include "storage/durable_file.h"
#include "storage/import_source/stated_text.h"
#include "storage/system_error.h"
#include "storage/tree_path.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;

std::string doing(const std::string& path) {
    return "read '" + shown(path) + "'";
}

tl::unexpected<core::Error> too_large(const std::string& path, std::int64_t most) {
    return core::fail(ErrorCode::invalid_argument,
                      "'" + shown(path) + "' is larger than " + std::to_string(most) + " bytes",
                      "The policy's limit `content_bytes` says how much a revision may hold.");
}

core::Result<std::string> read_all(const FileDescriptor& file, const std::string& path,
                                   std::int64_t size, std::int64_t most) {
    std::string bytes(static_cast<std::size_t>(size) + 1, '\0');
    std::size_t filled = 0;
    for (;;) {
        // One byte more than there should be, so that a file that grows meanwhile is seen to.
        if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
        const auto count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return core::fail(system_failure(errno, doing(path)));
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
        if (filled > static_cast<std::size_t>(most)) return too_large(path, most);
    }
    bytes.resize(filled);
    return bytes;
}

}  // namespace

core::Status check_source_path(std::string_view path) {
    const auto refuse = [&](const std::string& why) {
        return core::fail(ErrorCode::invalid_argument,
                          "the path '" + shown(path) + "' is not safe: " + why,
                          "Rename or move the file inside the source.");
    };
    if (!core::is_utf8(path)) return refuse("it is not UTF-8");
    if (!core::is_single_line(path)) return refuse("it holds a control character or a line end");
    if (path.find('\\') != std::string_view::npos) return refuse("it holds a backslash");
    if (path.empty() || path.front() == '/') return refuse("it is not relative to the source");
    for (const auto& part : core::split(path, '/')) {
        if (part == "..") return refuse("it leads out of the source");
        if (part.empty() || part == ".") return refuse("a part of it says nothing");
        if (belongs_to_git(part)) return refuse("git keeps such names for itself");
    }
    return {};
}

core::Result<SourceFolder> SourceFolder::open(const std::filesystem::path& folder) {
    std::error_code error;
    auto root = std::filesystem::canonical(folder, error);
    if (error) return core::fail(system_failure(error.value(), doing(folder.string())));
    if (!std::filesystem::is_directory(root, error)) {
        return core::fail(ErrorCode::invalid_argument,
                          "'" + shown(folder.string()) + "' is not a folder");
    }
    return SourceFolder(std::move(root));
}

std::optional<std::string> SourceFolder::real_path(const std::string& path) const {
    std::error_code error;
    const auto real = std::filesystem::canonical(root_ / path, error);
    if (error) return {};
    const auto ends = std::mismatch(root_.begin(), root_.end(), real.begin(), real.end());
    if (ends.first != root_.end()) return {};
    std::filesystem::path inside;
    for (auto part = ends.second; part != real.end(); ++part) inside /= *part;
    return inside.string();
}

core::Result<std::string> SourceFolder::read(const std::string& path, std::int64_t most) {
    std::error_code error;
    const auto status = std::filesystem::status(root_ / path, error);
    if (error) return core::fail(system_failure(error.value(), doing(path)));
    const auto real = real_path(path);
    if (!real) {
        return core::fail(ErrorCode::invalid_argument,
                          "'" + shown(path) + "' leads out of the source by a symbolic link",
                          "Put the file itself in its place.");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return core::fail(ErrorCode::invalid_argument, "'" + shown(path) + "' is no plain file");
    }
    // Neither a link nor a pipe put in its place meanwhile is followed or waited for.
    const FileDescriptor file(
        ::open((root_ / *real).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file.is_open()) return core::fail(system_failure(errno, doing(path)));
    struct stat about {};
    if (::fstat(file.number(), &about) != 0) return core::fail(system_failure(errno, doing(path)));
    if (!S_ISREG(about.st_mode)) {
        return core::fail(ErrorCode::invalid_argument, "'" + shown(path) + "' is no plain file");
    }
    if (about.st_size > most) return too_large(path, most);
    MUNIMENT_TRY(auto bytes, read_all(file, path, about.st_size, most));
    bytes_read_ += static_cast<std::int64_t>(bytes.size());
    return bytes;
}

}  // namespace muniment::storage
