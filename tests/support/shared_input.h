// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace muniment::test {

/// The folder of the source tree.
[[nodiscard]] std::filesystem::path source_folder();

/// The program `muniment` of this build.
[[nodiscard]] std::filesystem::path built_program();

/// A file of the inputs that several test programs share: below $MUNIMENT_SHARED, else beside the
/// source tree.
[[nodiscard]] std::filesystem::path shared_input(const std::filesystem::path& name);

}  // namespace muniment::test
