// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/catalogue.h"
#include "core/ports/register.h"

namespace muniment::core {

/// Documents from their own chains: costs what a document's history is long, however large the
/// library. The catalogue gives each subject commit its event's sequence and time. Not thread-safe.
class DocumentLoader {
  public:
    DocumentLoader(RegisterReader& reg, Catalogue& catalogue)
        : register_(reg), catalogue_(catalogue) {}

    /// The document as the newest event that the catalogue has taken in left it; `exists()` is
    /// false for one that never was. What somebody appends meanwhile is not seen: who decides on
    /// the answer holds the writer's lock and has caught up. data_corrupt when the catalogue does
    /// not agree with the register.
    [[nodiscard]] Result<DocumentState> load(const Identifier& id);

  private:
    RegisterReader& register_;
    Catalogue& catalogue_;
};

}  // namespace muniment::core
