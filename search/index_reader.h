// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include <xapian.h>

#include "core/ports/search_index.h"
#include "search/word_forms.h"

namespace muniment::search {

/// Whether there is no index yet: no folder, or nothing in it.
[[nodiscard]] bool is_absent(const std::filesystem::path& folder);

/// The sequence number in an open database; data_corrupt when it is not an index of this schema.
[[nodiscard]] core::Result<std::uint64_t> applied_in(const Xapian::Database& database);

/// Opens the index as it was committed last. data_corrupt when it is damaged, foreign, or of
/// another schema. Opening costs far less than a search, so nothing is kept open, and nobody
/// reads what another process has replaced.
[[nodiscard]] core::Result<Xapian::Database> open_index(const std::filesystem::path& folder);

/// Answers a query from an open index. May throw Xapian::Error.
[[nodiscard]] core::Result<core::SearchAnswer> answer(const Xapian::Database& database,
                                                      const core::SearchQuery& query,
                                                      WordFormCache& forms);

}  // namespace muniment::search
