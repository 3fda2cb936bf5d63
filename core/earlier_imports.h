// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "core/library_writer.h"

namespace muniment::core {

/// What other imports have brought already, such as one of an older state of the same folder: a
/// line that says exactly the same again has nothing to add. Not thread-safe.
class EarlierImports {
  public:
    /// `reg` must outlive this.
    EarlierImports(RegisterReader& reg, Digest manifest)
        : reg_(reg), manifest_(std::move(manifest)) {}

    /// Whether the document has a revision of this content (and label, if the line states one) from
    /// an import of another manifest. Each such revision stands for one line.
    [[nodiscard]] Result<bool> brought(const Identifier& id, const ImportedRevision& line,
                                       const Digest& content);

  private:
    struct Revision {
        Digest content;
        std::optional<RevisionLabel> label;
        std::int64_t claimed_by = 0;  ///< the line that it stands for
    };

    [[nodiscard]] Result<std::vector<Revision>> revisions_of(const Identifier& id);

    RegisterReader& reg_;
    Digest manifest_;
    std::map<Identifier, std::vector<Revision>> revisions_;
};

}  // namespace muniment::core
