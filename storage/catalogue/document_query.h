// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Data/Session.h>

#include "core/ports/catalogue.h"

namespace muniment::storage {

// Questions to the catalogue about documents. As the port says; they throw Poco::Exception.

[[nodiscard]] core::Result<std::vector<core::DocumentRow>> read_documents(
    Poco::Data::Session& session, const core::DocumentFilter& filter, core::Instant now);

[[nodiscard]] core::Result<std::vector<core::Identifier>> read_due(Poco::Data::Session& session,
                                                                   core::Instant now);

[[nodiscard]] core::Result<std::vector<core::OpenWork>> read_open_work(Poco::Data::Session& session,
                                                                       core::Date today);

[[nodiscard]] core::Result<std::vector<core::Identifier>> read_identifiers(
    Poco::Data::Session& session);

}  // namespace muniment::storage
