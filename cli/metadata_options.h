// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "cli/context.h"
#include "core/draft_change.h"

namespace muniment::cli {

/// What an author may say of a draft on the command line.
struct MetadataOptions {
    std::string from;
    std::string title, owner, department, reading_class, language;
    std::string requested_date, publisher, edition, edition_date;
    int review_months = -1;  ///< not given
    std::vector<std::string> clauses, keywords, related;
    std::vector<std::string> attach, detach;
};

void add_metadata_options(CLI::App& command, MetadataOptions& options);

/// The change asked for, with its files read.
[[nodiscard]] core::Result<core::DraftChange> read_change(const Context& context,
                                                          const CLI::App& command,
                                                          const MetadataOptions& options);

}  // namespace muniment::cli
