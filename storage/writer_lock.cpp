// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer_lock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/text.h"
#include "storage/system_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using std::chrono::milliseconds;

/// The holder's process number, or nothing when the last one let go of the lock.
std::string read_holder(int file) {
    std::array<char, 32> buffer{};
    const ssize_t count = ::pread(file, buffer.data(), buffer.size(), 0);
    if (count <= 0) return {};
    return core::trimmed({buffer.data(), static_cast<std::size_t>(count)});
}

/// For people and for holder_before_died(); the lock itself is the kernel's.
core::Status write_holder(int file, const std::filesystem::path& path) {
    const std::string text = std::to_string(::getpid()) + "\n";
    if (::ftruncate(file, 0) != 0 ||
        ::pwrite(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        const int number = errno;
        return core::fail(system_failure(number, "write " + path.string()));
    }
    return {};
}

core::Status wait_for(int file, const std::filesystem::path& path, milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (milliseconds pause(1); ::flock(file, LOCK_EX | LOCK_NB) != 0;
         pause = std::min(2 * pause, milliseconds(20))) {
        const int number = errno;
        if (number != EWOULDBLOCK && number != EINTR)
            return core::fail(system_failure(number, "lock " + path.string()));
        if (std::chrono::steady_clock::now() >= end) {
            const std::string holder = read_holder(file);
            return core::fail(ErrorCode::unavailable,
                              "the library is being written by " +
                                  (holder.empty() ? "another process" : "process " + holder),
                              "Try again; if it stays so, look what that process does.");
        }
        std::this_thread::sleep_for(pause);
    }
    return {};
}

}  // namespace

core::Result<WriterLock> WriterLock::acquire(const std::filesystem::path& path,
                                             milliseconds patience) {
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open()) {
        const int number = errno;
        return core::fail(system_failure(number, "open " + path.string()));
    }
    MUNIMENT_CHECK(wait_for(file.number(), path, patience));
    const bool died = !read_holder(file.number()).empty();
    MUNIMENT_CHECK(write_holder(file.number(), path));
    return WriterLock(std::move(file), died);
}

WriterLock::~WriterLock() {
    // If this fails, the next holder merely looks for locks that are not there.
    if (file_.is_open() && ::ftruncate(file_.number(), 0) != 0) errno = 0;
}

}  // namespace muniment::storage
