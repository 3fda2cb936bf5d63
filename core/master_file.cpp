// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master_file.h"

namespace muniment::core {

Result<File> master_of(LibraryReader& reader, const RevisionView& view) {
    MUNIMENT_TRY(const auto files, reader.files(view));
    const auto* master = find_master(view.id, files);
    if (master != nullptr) return *master;
    return fail(
        ErrorCode::data_corrupt,
        view.id.text() + " revision " + view.revision.text() + " has no text in the register",
        "`muniment verify` says more.");
}

}  // namespace muniment::core
