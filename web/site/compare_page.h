// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/rendition/redline.h"
#include "web/site/revision_page.h"

namespace muniment::web {

/// A line of the metadata, or an attachment, that differs.
struct OtherChange {
    std::string what;
    std::string before;
    std::string after;
};

struct Comparison {
    RevisionPage newer;  ///< for the band
    core::RevisionView older;
    bool same_bytes = false;
    std::optional<core::Redline> redline;  ///< none: the contents are not both Markdown
    std::vector<OtherChange> changes;
};

/// Template `compare`. Pure.
[[nodiscard]] Data compare_data(const Wording& wording, const Comparison& comparison);

/// Reads both contents and compares text, metadata and attachments.
[[nodiscard]] core::Status read_comparison(Call& call, Comparison& comparison);

/// What differs beside the text. Pure.
[[nodiscard]] std::vector<OtherChange> other_changes(const Wording& wording,
                                                     const core::RevisionView& older,
                                                     const core::Files& older_files,
                                                     const core::RevisionView& newer,
                                                     const core::Files& newer_files);

/// `/documents/{id}/compare?from=&to=`; without them the last two released revisions.
[[nodiscard]] core::Result<http::Response> compare_page(Call& call);

}  // namespace muniment::web
