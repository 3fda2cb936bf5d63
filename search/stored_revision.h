// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/ports/search_index.h"

namespace muniment::search {

/// What the index keeps of a revision to answer with: no text beyond what snippets are cut from.
struct StoredRevision {
    core::Identifier id;
    core::RevisionLabel revision;
    std::string title;
    std::string language;
    bool retired = false;
    core::RevisionState working_state = core::RevisionState::draft;
    /// The first 256 KiB of the text: no snippet is looked for behind it.
    std::vector<core::SearchableRevision::Section> sections;
};

[[nodiscard]] StoredRevision stored_part(const core::SearchableRevision& revision);

/// As bytes, and the strict inverse: data_corrupt unless `bytes` is what `encode` writes.
[[nodiscard]] std::string encode(const StoredRevision& stored);
[[nodiscard]] core::Result<StoredRevision> decode(std::string_view bytes);

}  // namespace muniment::search
