// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rendition/link_target.h"
#include "core/result.h"

namespace muniment::core {

struct RenderOptions {
    /// Resolves relative targets; without one, none resolves.
    LinkResolver resolve;
};

/// An entry of the table of contents. `text` is plain, not escaped.
struct Heading {
    int level = 1;
    std::string anchor;
    std::string text;

    bool operator==(const Heading&) const = default;
};

/// The text from one heading to the next. What precedes the first heading has neither anchor nor
/// path, and is left out if it is empty.
struct Section {
    std::vector<std::string> path;  ///< the headings above and its own, each at most 200 bytes
    std::string anchor;
    std::string text;  ///< plain, without the heading
};

/// A link or picture as the author wrote it.
struct LinkUse {
    std::string target;
    std::string text;
    TargetKind kind = TargetKind::refused;
    bool followed = false;  ///< whether the page got an address for it
};

/// A document's body for readers, for search and for checks.
struct Rendition {
    std::string html;  ///< a fragment, safe in any page: no markup but Muniment's own
    std::vector<Heading> contents;
    std::string text;  ///< plain text, a line for each block
    std::vector<Section> sections;
    std::vector<LinkUse> links;
    std::vector<LinkUse> images;
};

/// Renders GitHub-flavoured Markdown (tables, strikethrough, autolinks, task lists; no footnotes).
///
/// Raw HTML is shown as text and HTML comments are left out. Links and pictures keep an address if
/// it is http, https, mailto (links), an embedded raster picture (pictures), a place in the same
/// document, or a relative target that `options.resolve` knows, with or without its `#fragment`;
/// otherwise their text stays, in a span of class `unresolved-link` or `refused-link`.
///
/// invalid_argument: not UTF-8, above 64 MiB, or made to be slow (intricacy.h). Thread-safe.
[[nodiscard]] Result<Rendition> render_markdown(std::string_view body,
                                                const RenderOptions& options = {});

}  // namespace muniment::core
