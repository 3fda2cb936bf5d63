// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "web/site/call.h"

namespace muniment::web {

/// What happened to a document, as far as the viewer may know.
struct HistoryPage {
    core::Identifier id;
    std::string title;
    std::vector<core::TrailRow> events;        ///< ascending
    std::vector<core::RevisionView> released;  ///< that the viewer may read, oldest first
    PrintedNames delegators;
    core::Instant now{};
};

/// Template `history`, newest first. Pure.
[[nodiscard]] Data history_data(const Wording& wording, const HistoryPage& page);

/// `/documents/{id}/history`.
[[nodiscard]] core::Result<http::Response> history_page(Call& call);

}  // namespace muniment::web
