// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"
#include "web/http/unique_fd.h"

namespace muniment::web::http {

/// The body of a request: in memory while it is small, then in a temporary file that has no name
/// (it vanishes with its descriptor, also after a crash). Moves; not for several threads at once.
class Body {
  public:
    Body() = default;
    /// `spool_above`: bytes from which on the body lies in a file.
    explicit Body(std::size_t spool_above) : spool_above_(spool_above) {}

    /// Error: unavailable when the temporary file cannot be made or written.
    [[nodiscard]] core::Status append(std::string_view bytes);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool spooled() const { return file_.valid(); }
    /// At most `count` bytes from `offset`; fewer only at the end. Error: unavailable.
    [[nodiscard]] core::Result<std::string> read(std::size_t offset, std::size_t count) const;
    /// The whole body. Error: unavailable.
    [[nodiscard]] core::Result<std::string> text() const { return read(0, size_); }

  private:
    core::Status write_to_file(std::string_view bytes);

    std::size_t spool_above_ = 1024 * 1024;
    std::size_t size_ = 0;
    std::string memory_;
    UniqueFd file_;
};

}  // namespace muniment::web::http
