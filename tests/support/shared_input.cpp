// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shared_input.h"

#include <cstdlib>

namespace muniment::test {

std::filesystem::path source_folder() {
    return MUNIMENT_SOURCE_DIR;
}

std::filesystem::path built_program() {
    return MUNIMENT_BINARY;
}

std::filesystem::path shared_input(const std::filesystem::path& name) {
    const char* folder = std::getenv("MUNIMENT_SHARED");
    const std::filesystem::path root = folder != nullptr ? std::filesystem::path(folder)
                                                         : source_folder().parent_path() / "shared";
    return root / name;
}

}  // namespace muniment::test
