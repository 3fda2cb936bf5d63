// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <Poco/Data/Session.h>

#include "core/ports/register.h"
#include "storage/catalogue/rows.h"

namespace muniment::storage {

/// Gathers what events leave in the trail, and writes it all at once.
class TrailWriter {
  public:
    void add(const core::RegisterEntry& entry);

    /// Writes what was added, in its order, and forgets it. Throws Poco::Exception.
    void flush(Poco::Data::Session& session);

    [[nodiscard]] std::size_t pending() const { return events_.size(); }

  private:
    void add_import(const core::Event& event);

    std::vector<EventRow> events_;
    std::vector<AcknowledgementRow> acknowledgements_;
    std::vector<ImportedLineRow> imported_lines_;
    std::vector<FormerIdentifierRow> former_;
};

}  // namespace muniment::storage
