// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <ostream>

#include "core/result.h"

namespace muniment::cli {

/// Makes the sample library in a new or empty folder: founds it, enrols its people with one known
/// password, imports two years of history, and performs what the script says through the same
/// acts that everybody uses. Then prints who there is, the password, and how to go on.
/// Errors: as storage::found_library; failed_precondition when this computer's clock is behind the
/// sample's history; internal when the sample itself is wrong.
[[nodiscard]] core::Status build_demo(const std::filesystem::path& folder, std::ostream& out);

}  // namespace muniment::cli
