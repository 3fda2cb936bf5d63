// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/draft_change.h"
#include "core/rendition/front_matter.h"
#include "storage/import_source/import_source.h"

namespace muniment::storage {

/// Takes over what front matter calls as metadata are called: owner, department, language, class,
/// review_months, clauses, keywords (or tags). Front matter is written for other programs too, so
/// what does not fit is passed over, with a sentence for a person; it never keeps a document out.
[[nodiscard]] std::vector<std::string> take_front_matter(const core::FrontMatterFields& fields,
                                                         const ImportSourceOptions& options,
                                                         core::DraftChange& change);

}  // namespace muniment::storage
