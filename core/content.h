// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "core/policy.h"

namespace muniment::core {

/// One file of a revision. Paths as in the document's own tree: `SOP-0001.md`, `SOP-0001.toml`,
/// `attachments/process.png`. Bytes are kept as given: front matter, byte-order mark, line ends.
struct File {
    std::string path;
    std::string bytes;

    bool operator==(const File&) const = default;
};

using Files = std::vector<File>;  ///< in byte order of the paths

/// `SOP-0001.toml`.
[[nodiscard]] std::string metadata_path(const Identifier& id);

/// `SOP-0001.md` for the extension `.md`; for POLICY always `POLICY.rules.toml`.
[[nodiscard]] std::string master_path(const Identifier& id, std::string_view extension);

/// The master file among the files, or nothing.
[[nodiscard]] const File* find_master(const Identifier& id, const Files& files);

/// Whether the master is Markdown text (by its extension), not a native file such as a PDF.
[[nodiscard]] bool is_markdown(std::string_view path);

/// What the files of one revision amount to.
struct InspectedFiles {
    Metadata metadata;
    std::int64_t bytes = 0;  ///< of all files together
};

/// Checks what can be known from the files alone: exactly one master and one metadata file named
/// after the document, the rest below `attachments/`, nothing empty that must not be, Markdown in
/// UTF-8, metadata well-formed, and for POLICY rules that parse. Used for new content and again
/// by the verifier. Errors: invalid_argument, data_corrupt (metadata).
[[nodiscard]] Result<InspectedFiles> inspect(const Identifier& id, const Files& files);

}  // namespace muniment::core
