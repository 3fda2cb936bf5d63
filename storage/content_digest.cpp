// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/content_digest.h"

#include "storage/digest.h"
#include "storage/tree_path.h"

namespace muniment::storage {

core::Result<core::Digest> content_digest(const FileDigests& files) {
    Sha256 hash;
    for (const auto& [path, digest] : files) {
        MUNIMENT_CHECK(check_tree_path(path));
        hash.update(digest.text() + "  " + path + "\n");
    }
    return hash.finish();
}

}  // namespace muniment::storage
