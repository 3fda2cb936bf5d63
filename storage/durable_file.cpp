// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/durable_file.h"

#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/system_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

tl::unexpected<core::Error> failed(std::string_view verb, const std::filesystem::path& path) {
    const int number = errno;
    return core::fail(system_failure(number, std::string(verb) + " " + path.string()));
}

core::Result<FileDescriptor> open_file(const std::filesystem::path& path, int flags,
                                       mode_t mode = 0) {
    FileDescriptor file(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (!file.is_open()) return failed("open", path);
    return file;
}

core::Status flush_path(const std::filesystem::path& path, int flags) {
    MUNIMENT_TRY(const FileDescriptor file, open_file(path, flags));
    if (::fsync(file.number()) != 0) return failed("flush", path);
    return {};
}

core::Status write_all(const FileDescriptor& file, std::string_view bytes,
                       const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failed("write", path);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(file.number()) != 0) return failed("flush", path);
    return {};
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// The bytes under a name of their own first, then linked: link() never replaces a file.
core::Status write_then_link(const std::filesystem::path& draft, const std::filesystem::path& file,
                             std::string_view bytes) {
    MUNIMENT_TRY(const FileDescriptor opened,
                 open_file(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, S_IRUSR | S_IWUSR));
    MUNIMENT_CHECK(write_all(opened, bytes, draft));
    if (::link(draft.c_str(), file.c_str()) != 0) return failed("write", file);
    return {};
}

}  // namespace

FileDescriptor::~FileDescriptor() {
    if (is_open()) ::close(number_);
}

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : number_(std::exchange(other.number_, -1)) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

core::Status flush_folder(const std::filesystem::path& folder) {
    return flush_path(folder, O_RDONLY | O_DIRECTORY);
}

core::Status flush_file(const std::filesystem::path& file) {
    return flush_path(file, O_RDONLY);
}

core::Status flush_tree(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::recursive_directory_iterator entry(folder, error);
    while (!error && entry != std::filesystem::recursive_directory_iterator()) {
        MUNIMENT_CHECK(flush_path(entry->path(), O_RDONLY | O_NOFOLLOW));
        entry.increment(error);
    }
    if (error) return core::fail(system_failure(error.value(), "read " + folder.string()));
    MUNIMENT_CHECK(flush_folder(folder));
    return flush_folder(folder_of(folder));
}

core::Status write_private_file(const std::filesystem::path& file, std::string_view bytes) {
    const std::filesystem::path draft = file.string() + ".new-" + std::to_string(::getpid());
    const core::Status written = write_then_link(draft, file, bytes);
    const bool removed = ::unlink(draft.c_str()) == 0 || errno == ENOENT;
    MUNIMENT_CHECK(written);
    if (!removed) return failed("remove", draft);
    return flush_folder(folder_of(file));
}

core::Result<SecretBytes> read_private_file(const std::filesystem::path& file,
                                            std::size_t longest) {
    MUNIMENT_TRY(const FileDescriptor opened, open_file(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    if (::fstat(opened.number(), &status) != 0) return failed("read", file);
    if (!S_ISREG(status.st_mode)) {
        return core::fail(ErrorCode::failed_precondition, file.string() + " is not a plain file",
                          "Put the file itself there, not a link or a folder.");
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return core::fail(ErrorCode::failed_precondition,
                          "others than its owner may use " + file.string(),
                          "Run `chmod 600` on it, and consider the key in it known to others.");
    }
    if (static_cast<std::size_t>(status.st_size) > longest)
        return core::fail(ErrorCode::data_corrupt, file.string() + " is too long");
    SecretBytes bytes(static_cast<std::size_t>(status.st_size));
    std::size_t at = 0;
    while (at < bytes.size()) {
        const ssize_t count = ::read(opened.number(), bytes.data() + at, bytes.size() - at);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failed("read", file);
        if (count == 0) return core::fail(ErrorCode::data_corrupt, file.string() + " is cut off");
        at += static_cast<std::size_t>(count);
    }
    return bytes;
}

}  // namespace muniment::storage
