// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Data/Statement.h>

#include "core/result.h"

namespace muniment::storage {

/// Runs a statement that was made with `limit(1)`, and calls `take` each time that its variables
/// hold a row; the error of `take` ends it. Throws Poco::Exception.
template <class Take>
core::Status each_row(Poco::Data::Statement& select, const Take& take) {
    while (!select.done()) {
        if (select.execute() == 0) break;
        MUNIMENT_CHECK(take());
    }
    return {};
}

}  // namespace muniment::storage
