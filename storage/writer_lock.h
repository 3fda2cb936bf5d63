// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>

#include "core/result.h"
#include "storage/durable_file.h"

namespace muniment::storage {

/// The right to write to a library, which one holder in all processes and threads has at a time.
/// It ends with the object, and with the process however that dies. Readers need none.
class WriterLock {
  public:
    /// Waits for it at most `patience`. Makes the file when it is not there.
    /// Errors: unavailable, naming the process that holds it; else as system_failure().
    [[nodiscard]] static core::Result<WriterLock> acquire(const std::filesystem::path& file,
                                                          std::chrono::milliseconds patience);

    ~WriterLock();
    WriterLock(WriterLock&&) noexcept = default;
    WriterLock& operator=(WriterLock&&) = delete;

    /// Whether the holder before died while it held the lock: then git's own locks that it left
    /// behind guard nothing.
    [[nodiscard]] bool holder_before_died() const { return holder_before_died_; }

  private:
    WriterLock(FileDescriptor file, bool holder_before_died)
        : file_(std::move(file)), holder_before_died_(holder_before_died) {}

    FileDescriptor file_;
    bool holder_before_died_;
};

}  // namespace muniment::storage
