// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/document_state.h"
#include "storage/catalogue/rows.h"

namespace muniment::storage {

/// All that the catalogue says of one document.
struct DocumentRows {
    StoredDocument document;
    std::vector<RevisionRow> revisions;
    std::vector<WorkRow> work;
};

[[nodiscard]] DocumentRows rows_of(const core::DocumentState& state);

}  // namespace muniment::storage
