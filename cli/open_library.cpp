// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/open_library.h"

#include "storage/found_library.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

constexpr const char* restore_hint =
    "Nothing was read or written. Put a complete copy of repository.git back, and look into how "
    "this came about: `muniment verify` says more.";

}  // namespace

OpenLibrary::OpenLibrary(const storage::LibraryLayout& layout, storage::Accounts accounts,
                         storage::ObjectStore store)
    : accounts_(std::move(accounts)),
      register_(std::move(store)),
      catalogue_(layout.catalogue()),
      index_(layout.search_index()),
      gate_(layout,
            [this](const core::Head& head) {
                return accounts_.high_water().raise({head.sequence, head.sha256});
            }),
      reader_({register_, catalogue_, index_, clock_, calendar_}),
      writer_(reader_, gate_, accounts_.key_ring()) {}

Result<std::unique_ptr<OpenLibrary>> OpenLibrary::open(const storage::LibraryLayout& layout) {
    MUNIMENT_CHECK(storage::check_library(layout));
    MUNIMENT_TRY(auto store, storage::ObjectStore::open(layout.repository()));
    MUNIMENT_TRY(auto accounts, storage::open_accounts(layout));
    // The constructor is private, so make_unique cannot reach it.
    std::unique_ptr<OpenLibrary> library(
        new OpenLibrary(layout, std::move(accounts), std::move(store)));
    MUNIMENT_CHECK(library->check_high_water());
    return library;
}

Status OpenLibrary::check_high_water() {
    // The mark first: another process may append between the two, and then the head is ahead.
    MUNIMENT_TRY(const auto mark, accounts_.high_water().read());
    MUNIMENT_TRY(const auto head, register_.head());
    if (!mark) return accounts_.high_water().raise({head.sequence, head.sha256});
    if (head.sequence < mark->sequence) {
        return fail(ErrorCode::data_corrupt,
                    "the register ends at event " + std::to_string(head.sequence) +
                        ", but this library has seen event " + std::to_string(mark->sequence),
                    restore_hint);
    }
    MUNIMENT_TRY(const auto there, register_.sha256_of(mark->sequence));
    if (there == mark->sha256) return {};
    return fail(ErrorCode::data_corrupt,
                "event " + std::to_string(mark->sequence) +
                    " of the register is not the one that this library has seen",
                restore_hint);
}

}  // namespace muniment::cli
