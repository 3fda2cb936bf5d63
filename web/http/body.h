// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "web/http/unique_fd.h"

namespace muniment::web::http {

/// How many bodies may lie in files at once, for each takes a descriptor and a share of the disk.
/// Thread-safe; must outlive the places taken.
class SpoolPlaces {
  public:
    explicit SpoolPlaces(std::size_t places) : free_(places) {}

    struct GiveBack {
        void operator()(SpoolPlaces* places) const { ++places->free_; }
    };
    /// One of them; it is given back when the pointer goes.
    using Place = std::unique_ptr<SpoolPlaces, GiveBack>;

    /// Null when all are taken.
    [[nodiscard]] Place take();

  private:
    std::atomic<std::size_t> free_;
};

/// The body of a request: in memory while it is small, then in a temporary file that has no name
/// (it vanishes with its descriptor, also after a crash). Moves; not for several threads at once.
class Body {
  public:
    Body() = default;
    /// `spool_above`: bytes from which on the body lies in a file. `places` bounds such files;
    /// null: nothing does.
    explicit Body(std::size_t spool_above, SpoolPlaces* places = nullptr)
        : spool_above_(spool_above), places_(places) {}

    /// Error: unavailable when the temporary file cannot be made or written, or there are too many.
    [[nodiscard]] core::Status append(std::string_view bytes);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool spooled() const { return file_.valid(); }
    /// At most `count` bytes from `offset`; fewer only at the end. Error: unavailable.
    [[nodiscard]] core::Result<std::string> read(std::size_t offset, std::size_t count) const;
    /// The whole body. Error: unavailable.
    [[nodiscard]] core::Result<std::string> text() const { return read(0, size_); }

  private:
    core::Status start_file();
    core::Status write_to_file(std::string_view bytes);

    std::size_t spool_above_ = 64 * 1024;
    SpoolPlaces* places_ = nullptr;
    std::size_t size_ = 0;
    std::string memory_;
    SpoolPlaces::Place place_;
    UniqueFd file_;
};

}  // namespace muniment::web::http
