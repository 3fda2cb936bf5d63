// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>

#include "core/result.h"

namespace muniment::search {

/// The right to change the index, for one object of one process at a time. Xapian has a lock of
/// its own, but inside the folder, which has to go when a damaged index is rebuilt.
/// Movable; gives the lock back at its end, as the system does when a process ends.
class WriterLock {
  public:
    /// Takes the lock beside `folder` (`index.lock` for `index`), waiting for it if need be.
    /// unavailable: somebody else kept it all the time, or the place cannot be written.
    [[nodiscard]] static core::Result<WriterLock> take(const std::filesystem::path& folder,
                                                       std::chrono::milliseconds patience);

    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    ~WriterLock();

  private:
    explicit WriterLock(int file) : file_(file) {}
    int file_ = -1;
};

}  // namespace muniment::search
