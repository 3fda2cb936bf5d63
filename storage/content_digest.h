// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/digest.h"

namespace muniment::storage {

/// The files of a document's own tree, by path, each with the SHA-256 of its bytes. std::map's
/// order of std::string is the byte order that the format asks for.
using FileDigests = std::map<std::string, core::Digest>;

/// `Content-SHA256`: SHA-256 over one line for each file, in byte order of the paths: 64
/// hexadecimal digits, two spaces, path, line feed; so `sha256sum` can compute it.
/// Errors: invalid_argument for a path that check_tree_path() refuses.
[[nodiscard]] core::Result<core::Digest> content_digest(const FileDigests& files);

}  // namespace muniment::storage
