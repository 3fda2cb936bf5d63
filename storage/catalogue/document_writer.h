// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include <Poco/Data/Session.h>

#include "storage/catalogue/document_rows.h"

namespace muniment::storage {

/// Gathers what changed documents look like, and writes it all at once: of a document that changed
/// twice, only what it became.
class DocumentWriter {
  public:
    void add(const core::DocumentState& state);

    /// Replaces what the catalogue says of the documents that were added, and forgets them. Throws
    /// Poco::Exception.
    void flush(Poco::Data::Session& session);

  private:
    std::map<std::string, DocumentRows> documents_;
};

}  // namespace muniment::storage
