// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo/demo_content.h"

namespace muniment::cli {

core::Result<std::string> demo_file(const std::string& path) {
    for (const auto& file : demo_files()) {
        if (file.path == path) return std::string(file.bytes);
    }
    return core::fail(core::ErrorCode::not_found, "there is no file '" + path + "' in the sample");
}

}  // namespace muniment::cli
