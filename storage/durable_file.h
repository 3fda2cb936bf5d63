// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// A file descriptor, closed at the end; never inherited by programs that are started.
class FileDescriptor {
  public:
    explicit FileDescriptor(int number = -1) : number_(number) {}
    ~FileDescriptor();
    FileDescriptor(FileDescriptor&& other) noexcept;
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

  private:
    int number_;
};

/// Makes the names in a folder survive power loss. Errors: as system_failure().
[[nodiscard]] core::Status flush_folder(const std::filesystem::path& folder);

/// Makes the bytes of an existing file survive power loss (not its name).
[[nodiscard]] core::Status flush_file(const std::filesystem::path& file);

/// Flushes each file and folder below this one, and the name of this one in its parent.
[[nodiscard]] core::Status flush_tree(const std::filesystem::path& folder);

/// Writes a new file of mode 0600 whose bytes and name have survived when this returns; there is
/// never half a file under the name. Errors: already_exists; else as system_failure().
[[nodiscard]] core::Status write_private_file(const std::filesystem::path& file,
                                              std::string_view bytes);

/// Reads a file that only its owner may read or write. Errors: not_found; failed_precondition when
/// others may read it, or when it is no plain file; data_corrupt when longer than `longest` bytes;
/// else as system_failure().
[[nodiscard]] core::Result<SecretBytes> read_private_file(const std::filesystem::path& file,
                                                          std::size_t longest);

}  // namespace muniment::storage
