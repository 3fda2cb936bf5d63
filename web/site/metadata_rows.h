// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/metadata.h"
#include "web/site/wording.h"

namespace muniment::web {

/// A line of what is signed beside the text, in words.
struct MetadataRow {
    std::string what;
    std::string value;  ///< empty: the revision has none
};

/// The metadata of a revision: always the same rows in the same order. Without the kind and the
/// reason of its change, which say of themselves that the revision is another. Pure.
[[nodiscard]] std::vector<MetadataRow> metadata_rows(const Wording& wording,
                                                     const core::Metadata& metadata);

/// Publisher, edition and date; empty for a document of one's own (ISO 9001 7.5.3.2).
[[nodiscard]] std::string origin_text(const Wording& wording, const core::Metadata& metadata);

}  // namespace muniment::web
