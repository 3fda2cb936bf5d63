// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace muniment::web {

/// A file that was compiled in. Everything lives as long as the program.
struct EmbeddedFile {
    std::string_view path;  ///< "templates/home.html", from web/
    std::string_view bytes;
    std::string_view sha256;  ///< hexadecimal
};

/// All of them, in byte order of their paths. Written by web/embed_files.cmake.
[[nodiscard]] const std::vector<EmbeddedFile>& embedded_files();

/// Changes when any file under static/ changes; stands in their addresses.
[[nodiscard]] std::string_view static_version();

}  // namespace muniment::web
