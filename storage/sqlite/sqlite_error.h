// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <Poco/Exception.h>

#include "core/result.h"

namespace muniment::storage {

/// The one translation of a failure of SQLite, as Poco throws it. `doing` says what was tried, as
/// in "read the catalogue". Codes: unavailable (locked for too long, full, read-only, cannot be
/// opened, out of memory), data_corrupt (not a database, malformed, without our tables, an
/// unreadable disk), else internal.
[[nodiscard]] core::Error sqlite_failure(const Poco::Exception& failure, std::string_view doing);

/// Runs `work`, which gives a Result; an exception of Poco becomes its error.
template <class Work>
auto sqlite_guarded(std::string_view doing, const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const Poco::Exception& failure) {
        return core::fail(sqlite_failure(failure, doing));
    }
}

}  // namespace muniment::storage
