// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/assets/assets.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "web/assets/embedded_files.h"

namespace muniment::web {

core::Result<std::string> Assets::read(std::string_view path) const {
    const auto& files = embedded_files();
    const auto found = std::find_if(files.begin(), files.end(),
                                    [&](const EmbeddedFile& file) { return file.path == path; });
    if (found == files.end())
        return core::fail(core::ErrorCode::not_found,
                          "there is no file " + std::string(path) + " in the program");
    if (!folder_) return std::string(found->bytes);
    std::ifstream stream(*folder_ / std::string(path), std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (!stream.is_open() || stream.bad())
        return core::fail(core::ErrorCode::unavailable,
                          "cannot read " + std::string(path) + " in the folder of page files",
                          "Name the folder web of the source tree, or leave the option out.");
    return bytes;
}

}  // namespace muniment::web
