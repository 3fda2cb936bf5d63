// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "web/assets/embedded_files.h"

namespace muniment::cli {

/// The files of cli/demo/content, compiled in, in byte order of their paths.
[[nodiscard]] const std::vector<web::EmbeddedFile>& demo_files();

/// One of them. not_found without it.
[[nodiscard]] core::Result<std::string> demo_file(const std::string& path);

}  // namespace muniment::cli
