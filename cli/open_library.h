// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/library_writer.h"
#include "search/xapian_index.h"
#include "storage/accounts/accounts.h"
#include "storage/catalogue/sqlite_catalogue.h"
#include "storage/git_register_reader.h"
#include "storage/git_register_writer.h"
#include "storage/library_layout.h"
#include "storage/system_clock.h"
#include "storage/zone_calendar.h"

namespace muniment::cli {

/// A library's folder with everything that its services stand on. One thread at a time.
class OpenLibrary {
  public:
    /// Errors: as storage::check_library; data_corrupt when the register is shorter than, or not
    /// a continuation of, what this installation has seen of it (the high-water mark).
    [[nodiscard]] static core::Result<std::unique_ptr<OpenLibrary>> open(
        const storage::LibraryLayout& layout);

    OpenLibrary(const OpenLibrary&) = delete;
    OpenLibrary& operator=(const OpenLibrary&) = delete;

    [[nodiscard]] core::LibraryReader& reader() { return reader_; }
    [[nodiscard]] core::LibraryWriter& writer() { return writer_; }
    [[nodiscard]] storage::Accounts& accounts() { return accounts_; }

    /// That the register still is, or continues, what this installation has seen of it. Errors as
    /// open()'s.
    [[nodiscard]] core::Status check_high_water();

  private:
    OpenLibrary(const storage::LibraryLayout& layout, storage::Accounts accounts,
                storage::ObjectStore store);

    storage::Accounts accounts_;
    storage::GitRegisterReader register_;
    storage::SqliteCatalogue catalogue_;
    search::XapianIndex index_;
    storage::SystemClock clock_;
    storage::ZoneCalendar calendar_;
    storage::GitRegisterGate gate_;
    core::LibraryReader reader_;
    core::LibraryWriter writer_;
};

}  // namespace muniment::cli
