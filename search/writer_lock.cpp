// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/writer_lock.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace muniment::search {
namespace {

using core::ErrorCode;
using core::fail;

constexpr std::chrono::milliseconds pause{20};

std::string reason(int error) {
    return std::generic_category().message(error);
}

}  // namespace

core::Result<WriterLock> WriterLock::take(const std::filesystem::path& folder,
                                          std::chrono::milliseconds patience) {
    std::filesystem::path path = folder;
    path += ".lock";
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    WriterLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.file_ < 0)
        return fail(ErrorCode::unavailable,
                    "cannot open the lock of the search index: " + reason(errno),
                    "Check the rights on the folder " + path.parent_path().string() + ".");
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(ErrorCode::unavailable, "cannot lock the search index: " + reason(errno));
        if (std::chrono::steady_clock::now() >= deadline)
            return fail(ErrorCode::unavailable, "another process is writing the search index",
                        "Try again in a moment.");
        std::this_thread::sleep_for(pause);
    }
    return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

WriterLock::~WriterLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace muniment::search
