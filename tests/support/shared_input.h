// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>

namespace muniment::test {

/// A file of the inputs that several test programs share: below $MUNIMENT_SHARED, else beside the
/// source tree.
[[nodiscard]] inline std::filesystem::path shared_input(const std::filesystem::path& name) {
    const char* folder = std::getenv("MUNIMENT_SHARED");
    const std::filesystem::path root =
        folder != nullptr ? std::filesystem::path(folder)
                          : std::filesystem::path(MUNIMENT_SOURCE_DIR).parent_path() / "shared";
    return root / name;
}

}  // namespace muniment::test
